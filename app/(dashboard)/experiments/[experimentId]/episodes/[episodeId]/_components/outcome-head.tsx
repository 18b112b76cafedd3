import { explainOutcome } from "@/components/episode/explain-outcome"
import { STOP_REASON_WORDS } from "@/components/episode/stop-reason"
import { formatScore } from "@/components/format/score"
import { showHidden } from "@/components/transcript/visible-text"
import { OutcomeBadge } from "@/components/ui/outcome-badge"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { ExperimentRecord } from "@/lib/contracts/experiments"

interface OutcomeHeadProps {
  episode: EpisodeDetail
  experiment: ExperimentRecord | undefined
}

/** Whether it succeeded, by which score, how it ended, and why in one sentence. */
export function OutcomeHead({ episode, experiment }: OutcomeHeadProps) {
  const { success, score, stopReason, stopDetail, sourceSuccess, repairs } = episode
  const overruled = sourceSuccess !== null && success !== null && sourceSuccess !== success
  return (
    <header className="border-kumo-hairline border-b px-3.5 py-2.5">
      <div className="flex min-w-0 items-center gap-2">
        <OutcomeBadge success={success} />
        {score !== null && (
          <span className="shrink-0 tabular">
            {experiment?.primaryMetric ?? "score"} {Number.isInteger(score) ? score : formatScore(score)}
          </span>
        )}
        <span className="ml-auto min-w-0 truncate text-kumo-subtle text-note">
          {showHidden(stopDetail ?? STOP_REASON_WORDS[stopReason])}
        </span>
      </div>
      <p className="mt-1.5 [overflow-wrap:anywhere]">
        {showHidden(explainOutcome(episode, experiment?.successRule ?? null))}
      </p>
      {overruled && (
        <p className="mt-1 text-note text-warn">
          The source called it a {sourceSuccess ? "success" : "failure"}; the success rule of the experiment
          decides otherwise.
        </p>
      )}
      {repairs.length > 0 && (
        <details className="mt-1 text-note">
          <summary className="cursor-pointer rounded-sm text-warn">
            Repaired on import, {repairs.length === 1 ? "once" : `${repairs.length} ways`}
          </summary>
          <ul className="mt-1 grid gap-1 text-kumo-subtle">
            {repairs.map((repair) => (
              <li key={repair}>{showHidden(repair)}</li>
            ))}
          </ul>
        </details>
      )}
    </header>
  )
}
