import { type EstimateUnit, formatEstimate } from "@/components/format/interval"
import type { Estimate as EstimateValue } from "@/lib/domain/stats/estimate"
import { classNames } from "./class-names"

export interface EstimateProps {
  estimate: EstimateValue | null | undefined
  unit: EstimateUnit
  /** `cell` in tables, `key` 15 px, `figure` 18 px, `hero` 28 px. */
  size?: "cell" | "key" | "figure" | "hero"
  /** Main estimates of a row are medium; others regular. */
  strong?: boolean
  /** Adds `so far` while the run is incomplete. */
  partial?: boolean
  interval?: boolean
}

const FIGURES = { cell: "text-body", key: "text-key", figure: "text-figure", hero: "text-hero" }

/** The estimate dark, its unit grey, its interval grey and smaller: `62.8 % ±4.4`. Unknown is `–`, never 0. */
export function Estimate({
  estimate,
  unit,
  size = "cell",
  strong = false,
  partial,
  interval = true,
}: EstimateProps) {
  const parts = formatEstimate(estimate, unit)
  const large = size === "figure" || size === "hero"
  return (
    <span className="inline-flex items-baseline gap-1 whitespace-nowrap tabular" title={describe(estimate)}>
      <span
        className={classNames(
          FIGURES[size],
          (strong || size !== "cell") && (large ? "font-semibold" : "font-medium"),
        )}
      >
        {parts.figure}
        {parts.unit && <span className={large ? "" : "font-normal text-kumo-subtle"}> {parts.unit}</span>}
      </span>
      {interval && parts.interval && <span className="text-kumo-subtle text-note">{parts.interval}</span>}
      {partial && <span className="text-kumo-subtle text-note">so far</span>}
    </span>
  )
}

function describe(estimate: EstimateValue | null | undefined): string | undefined {
  if (!estimate || estimate.value === null) return undefined
  const tasks = estimate.tasks > 0 ? ` on ${estimate.tasks} tasks` : ""
  return `n = ${estimate.n}${tasks}, ${Math.round(estimate.level * 100)} % interval, ${estimate.method}`
}
