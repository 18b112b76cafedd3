"use client"

import { useState } from "react"
import { formatCount } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { TextLink } from "@/components/ui/text-link"
import type { ExportCheck } from "@/lib/contracts/datasets"

const FIRST = 8

/** Problems row by row, then what rows lose on their way into the format. */
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
            key={`${finding.split} ${finding.line} ${finding.message}`}
            className="grid grid-cols-[92px_minmax(0,1fr)] gap-2"
          >
            <span className={finding.level === "problem" ? "font-medium text-bad" : "text-kumo-subtle"}>
              {finding.split}
              {finding.line === null ? "" : ` : ${finding.line}`}
            </span>
            <span>
              {finding.message}
              {finding.episodeId && (
                <>
                  {" "}
                  <TextLink href={`/experiments/${experimentId}/episodes/${finding.episodeId}`}>
                    read the episode
                  </TextLink>
                </>
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
