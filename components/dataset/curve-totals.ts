import type { CurationPreview } from "@/lib/contracts/curation"
import { evenStops, lastStopAtOrBelow } from "@/lib/domain/curation/stops"

export type Curve = NonNullable<CurationPreview["curve"]>

export type CurveTotals = Record<"episodes" | "tasks" | "contentTokens" | "assistantTokens", number>

export type CurveComposition = Curve["composition"]

/** Composition is known at every tenth stop. */
const COARSE = 10

const stopsOfCurves = new WeakMap<Curve, Float64Array>()

/** Where the stops of a curve stand. */
export function stopsOf(curve: Curve): Float64Array {
  const known = stopsOfCurves.get(curve) ?? evenStops(curve, curve.episodes.length)
  stopsOfCurves.set(curve, known)
  return known
}

function stopBelow(curve: Curve, value: number): number {
  return Math.max(0, lastStopAtOrBelow(stopsOf(curve), value))
}

/** The stop that stands for a slider position: only there are the totals of the curve exact. */
export function snapToStop(curve: Curve, value: number): number {
  return stopsOf(curve)[stopBelow(curve, value)] ?? value
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

/** The composition at a position, by look-up: of the tenth stop at or below it; parts that are not followed stay as they are. */
export function compositionAt(
  curve: Curve,
  composition: CurationPreview["composition"],
  value: number,
): CurationPreview["composition"] {
  const stop = Math.floor(stopBelow(curve, value) / COARSE)
  const { tasks, runs, labels, stopReasons } = curve.composition
  const at = (along: Partial<Record<string, number[]>>) =>
    Object.fromEntries(Object.entries(along).map(([name, counts]) => [name, counts?.[stop] ?? 0]))
  return {
    tasks: composition.tasks.map((task, index) => ({ ...task, kept: tasks[index]?.[stop] ?? task.kept })),
    runs: composition.runs.map((run, index) => ({ ...run, kept: runs[index]?.[stop] ?? run.kept })),
    labels: at(labels),
    stopReasons: at(stopReasons),
  }
}

/** Where the slider runs, one nudge about a hundredth of it; null where every episode has the same value. */
export function sliderRange({ low, high }: Curve): { min: number; max: number; step: number } | null {
  if (low === high) return null
  return { min: low, max: high, step: 10 ** Math.round(Math.log10((high - low) / 100)) }
}
