"use client"

import { useState } from "react"
import { Panel } from "@/components/ui/panel"
import type { JudgeDetail } from "@/lib/contracts/judges"
import { JudgeMore } from "./judge-more"
import { JudgeRunItem } from "./judge-run-item"
import { JudgementList } from "./judgement-list"

/** Its runs, and what it said in the one that is chosen. */
export function JudgeRuns({ judge }: { judge: JudgeDetail }) {
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = judge.runs.find(({ id }) => id === chosen) ?? judge.runs[0]
  return (
    <>
      <Panel title="Runs" actions={<JudgeMore judge={judge} />}>
        <ol>
          {judge.runs.map((run) => (
            <JudgeRunItem
              key={run.id}
              run={run}
              selected={run.id === shown?.id}
              {...(judge.runs.length > 1 ? { onSelect: () => setChosen(run.id) } : {})}
            />
          ))}
        </ol>
      </Panel>
      {shown && <JudgementList key={shown.id} run={shown} />}
    </>
  )
}
