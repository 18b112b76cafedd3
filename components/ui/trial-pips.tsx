import { entityColor } from "./entity"

export interface TrialPipsProps {
  successes: number
  trials: number
  index: number | null
}

/** One square per trial, filled for success: `3/4`. */
export function TrialPips({ successes, trials, index }: TrialPipsProps) {
  const color = entityColor(index)
  return (
    <span className="inline-flex items-center gap-1.5 tabular">
      <span aria-hidden className="inline-flex gap-[3px]">
        {Array.from({ length: trials }, (_, trial) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: the pips are positions, nothing else
            key={trial}
            className="size-2 rounded-[2px] border"
            style={
              trial < successes
                ? { background: color, borderColor: color }
                : { borderColor: "var(--wn-unlab)" }
            }
          />
        ))}
      </span>
      <span className="text-kumo-subtle text-note">
        {successes}/{trials}
      </span>
    </span>
  )
}
