import type { CostQualityPoint } from "./plane-place"
import { linearTicks, logTicks, rateTicks } from "./ticks"

/** The ticks of the cost axis, ends included, that hold every point with its whisker. */
export function costDomain(points: readonly CostQualityPoint[]): number[] {
  const ends = points.flatMap(({ cost }) => endsOf(cost)).filter((cost) => cost > 0)
  return ends.length === 0 ? [0.001, 0.01, 0.1, 1] : logTicks(least(ends), most(ends))
}

/** Rates start at 0; scores start at 0 or below. */
export function qualityTicks(points: readonly CostQualityPoint[], unit: "percent" | "score"): number[] {
  const ends = points.flatMap(({ quality }) => endsOf(quality))
  const highest = Math.max(0, most(ends))
  if (unit === "percent") return rateTicks(highest || 1)
  return linearTicks(Math.min(0, least(ends)), highest || 1)
}

function endsOf({ value, low, high }: CostQualityPoint["cost"]): number[] {
  return [value, low ?? value, high ?? value]
}

function least(values: readonly number[]): number {
  return values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
}

function most(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)
}
