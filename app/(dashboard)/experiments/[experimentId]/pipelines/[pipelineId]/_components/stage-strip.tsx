import { STAGE_WORDS } from "@/components/distill/words"
import { formatDuration } from "@/components/format/duration"
import type { StageRecord } from "@/lib/contracts/pipelines"
import { StageIcon } from "./stage-icon"

/** The finished stages in one row. */
export function StageStrip({ stages }: { stages: readonly StageRecord[] }) {
  return (
    <ol
      aria-label="Stages"
      className="grid rounded-lg bg-kumo-base ring ring-kumo-hairline max-md:divide-y md:grid-cols-5 md:divide-x divide-kumo-hairline"
    >
      {stages.map((stage) => (
        <li key={stage.name} className="flex min-w-0 gap-2 px-3 py-2.5">
          <StageIcon status={stage.status} />
          <div className="min-w-0">
            <p className="text-body">
              <span className="font-semibold">{STAGE_WORDS[stage.name]}</span>{" "}
              <span className="text-kumo-subtle tabular">{timeOf(stage)}</span>
            </p>
            {stage.name !== "verdict" && (
              <p className="truncate text-kumo-subtle text-note tabular" title={stage.note}>
                {stage.note}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

function timeOf({ startedAt, finishedAt }: StageRecord): string {
  return startedAt && finishedAt ? formatDuration(Date.parse(finishedAt) - Date.parse(startedAt)) : ""
}
