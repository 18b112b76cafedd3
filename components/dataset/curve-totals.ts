import type { CurationPreview } from "@/lib/contracts/curation"
import { lastStopAtOrBelow } from "@/lib/domain/curation/stops"

export type Curve = NonNullable<CurationPreview["curve"]>

export type CurveTotals = Record<"episodes" | "tasks" | "contentTokens" | "assistantTokens", number>

function stopBelow(curve: Curve, value: number): number {
  return Math.max(0, lastStopAtOrBelow(Float64Array.from(curve.stops), value))
}

/** The stop that stands for a slider position: only there are the totals of the curve exact. */
export function snapToStop(curve: Curve, value: number): number {
  return curve.stops[stopBelow(curve, value)] ?? value
}

/** What the recipe keeps with the threshold at a position, by look-up. */
export function totalsAt(curve: Curve, value: number): CurveTotals {
  const stop = stopBelow(curve, value)
  return {
    episodes: curve.episodes[stop] ?? 0,
    tasks: curve.tasks[stop] ?? 0,
    contentTokens: curve.contentTokens[stop] ?? 0,
    assistantTokens: curve.assistantTokens[stop] ?? 0,
  }
}

/** Where the slider runs, one nudge about a hundredth of it; null where every episode has the same value. */
export function sliderRange(curve: Curve): { min: number; max: number; step: number } | null {
  const [min, max] = [curve.stops[0], curve.stops.at(-1)]
  if (min === undefined || max === undefined || min === max) return null
  return { min, max, step: 10 ** Math.round(Math.log10((max - min) / 100)) }
}
