import { formatScore } from "@/components/format/score"
import { classNames } from "./class-names"

export interface ScoreBadgeProps {
  score: number | null
  success: boolean | null
  digits?: number
}

/** An episode's score with the sign of its outcome: never by colour alone, the icon column says it too. */
export function ScoreBadge({ score, success, digits = 2 }: ScoreBadgeProps) {
  const tone = success === null ? "text-kumo-subtle" : success ? "text-good" : "text-bad"
  return (
    <span className={classNames("inline-flex items-baseline gap-1 font-medium tabular", tone)}>
      <span aria-hidden>{success === null ? "" : success ? "✓" : "✗"}</span>
      <span className="sr-only">{success === null ? "outcome unknown" : success ? "success" : "failed"}</span>
      {formatScore(score, digits)}
    </span>
  )
}
