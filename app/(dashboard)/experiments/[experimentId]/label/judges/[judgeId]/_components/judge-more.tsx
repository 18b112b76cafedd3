"use client"

import { PlusIcon } from "@phosphor-icons/react/dist/ssr/Plus"
import { type FormEvent, useState } from "react"
import { useChange } from "@/components/shell/use-change"
import { Gated } from "@/components/shell/viewer"
import { Banner } from "@/components/ui/banner"
import { Button } from "@/components/ui/button"
import { Dialog, DialogClose } from "@/components/ui/dialog"
import { getJudge, type JudgeDetail, listJudges, startJudgeRun } from "@/lib/contracts/judges"
import { JudgeEstimate } from "../../../_components/judge-estimate"
import { EMPTY_SET, JudgeSet, useJudgeSource } from "../../../_components/judge-set"

/** Starts another run of the same judge. */
export function JudgeMore({ judge }: { judge: JudgeDetail }) {
  const [open, setOpen] = useState(false)
  return (
    <Gated permission="judge.manage">
      {(disabled) => (
        <Dialog
          title="Judge more episodes"
          description="The same model by the same rubric. Episodes that it judged before are judged again."
          open={open}
          onOpenChange={setOpen}
          size="xl"
          trigger={
            <Button icon={<PlusIcon />} disabled={disabled}>
              Judge more
            </Button>
          }
        >
          {open && <MoreForm judge={judge} onDone={() => setOpen(false)} />}
        </Dialog>
      )}
    </Gated>
  )
}

function MoreForm({ judge, onDone }: { judge: JudgeDetail; onDone: () => void }) {
  const { experimentId, id: judgeId, modelId, rubric, extras } = judge
  const [set, setSet] = useState(EMPTY_SET)
  const source = useJudgeSource(set)
  const start = useChange(startJudgeRun, {
    refreshes: [getJudge, listJudges],
    errors: "inline",
    onDone,
  })
  function submit(event: FormEvent) {
    event.preventDefault()
    start.mutate({ experimentId, judgeId, source, budgetUsd: set.budgetUsd })
  }
  return (
    <form className="grid gap-3" onSubmit={submit}>
      <JudgeSet
        experimentId={experimentId}
        value={set}
        onChange={(part) => setSet((known) => ({ ...known, ...part }))}
      />
      <JudgeEstimate input={{ experimentId, modelId, rubric, extras, source }} />
      {start.error && (
        <Banner tone="error" title="The run was not started.">
          {start.error.message}
        </Banner>
      )}
      <div className="flex justify-end gap-2">
        <DialogClose>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={start.isPending}>
          Start judging
        </Button>
      </div>
    </form>
  )
}
