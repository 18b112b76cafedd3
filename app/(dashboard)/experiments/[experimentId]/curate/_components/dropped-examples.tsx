"use client"

import { formatCount, formatCountOf } from "@/components/format/count"
import { shortenIdentifier } from "@/components/format/identifier"
import { Popover } from "@/components/ui/popover"
import { TextLink } from "@/components/ui/text-link"
import type { CurationPreview } from "@/lib/contracts/curation"

interface DroppedExamplesProps {
  experimentId: string
  stage: CurationPreview["funnel"][number]
}

/** How many episodes a rule dropped, and the first of them to read. */
export function DroppedExamples({ experimentId, stage }: DroppedExamplesProps) {
  if (stage.dropped === 0) return <span className="text-kumo-subtle text-note tabular">−0</span>
  return (
    <Popover
      title={`${formatCountOf(stage.dropped, "episode")} dropped here`}
      trigger={
        <button
          type="button"
          aria-label={`${formatCount(stage.dropped)} dropped: show examples`}
          className="rounded-sm text-kumo-subtle text-note tabular underline decoration-dotted underline-offset-2 hover:text-kumo-default"
        >
          −{formatCount(stage.dropped)}
        </button>
      }
    >
      <ul className="mt-1.5 flex flex-col gap-1">
        {stage.examples.map((episodeId) => (
          <li key={episodeId}>
            <TextLink
              href={`/experiments/${experimentId}/episodes/${episodeId}`}
              className="font-mono text-note"
            >
              {shortenIdentifier(episodeId)}
            </TextLink>
          </li>
        ))}
      </ul>
      {stage.dropped > stage.examples.length && (
        <p className="mt-1.5 text-kumo-subtle text-note">
          and {formatCount(stage.dropped - stage.examples.length)} more
        </p>
      )}
    </Popover>
  )
}
