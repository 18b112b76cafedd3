"use client"

import { useState } from "react"
import { formatCount } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { TextLink } from "@/components/ui/text-link"
import type { ExportCheck } from "@/lib/contracts/exports"

const FIRST = 8

type Finding = ExportCheck["findings"][number]

/** Problems row by row with what would mend them, then what rows lose on their way into the format. */
export function FindingList({ experimentId, check }: { experimentId: string; check: ExportCheck }) {
  const [isWhole, setIsWhole] = useState(false)
  const { findings } = check
  const shown = isWhole ? findings : findings.slice(0, FIRST)
  if (findings.length === 0) return null
  return (
    <>
      <ul className="flex flex-col gap-1 text-note">
        {shown.map((finding) => (
          <li
            key={`${finding.split} ${finding.line} ${finding.episodeId} ${finding.step} ${finding.message}`}
            className="grid grid-cols-[92px_minmax(0,1fr)] gap-2"
          >
            <span className={finding.level === "problem" ? "font-medium text-bad" : "text-kumo-subtle"}>
              {finding.split}
              {finding.line === null ? "" : ` : ${finding.line}`}
            </span>
            <span>
              {finding.message} <FixText finding={finding} />
              {finding.episodeId && (
                <TextLink href={episodeHref(experimentId, finding.episodeId, finding.step)}>
                  {finding.step === null ? "read the episode" : `read step ${finding.step}`}
                </TextLink>
              )}
            </span>
          </li>
        ))}
      </ul>
      {findings.length > shown.length && (
        <div>
          <Button size="xs" variant="ghost" onClick={() => setIsWhole(true)}>
            Show all {formatCount(findings.length)}
          </Button>
        </div>
      )}
    </>
  )
}

function FixText({ finding: { fix, level } }: { finding: Finding }) {
  if (fix === null) return null
  const isDone = level === "fixed"
  const text =
    fix.kind === "drop"
      ? isDone
        ? "Dropped."
        : "Can only be dropped."
      : `${isDone ? "Truncated" : "Truncate"} at step ${fix.step}.`
  return <span className="font-medium">{text} </span>
}

function episodeHref(experimentId: string, episodeId: string, step: number | null): string {
  const href = `/experiments/${experimentId}/episodes/${episodeId}`
  return step === null ? href : `${href}?step=${step}`
}
