import type { CurationCurve, CurationPreview } from "@/lib/contracts/curation"
import { evenStops, lastStopAtOrBelow, type Reach } from "@/lib/domain/curation/stops"

export type Curve = CurationCurve

export type CurveTotals = Record<"episodes" | "tasks" | "contentTokens" | "assistantTokens", number>

export type CurveComposition = Curve["composition"]

/** Where a slider can stand. */
const STOPS = 1001

/** Composition is known at every tenth stop. */
const COARSE = 10

/** The stop that stands for a slider position: only there are the totals of the curve exact. */
export function snapToStop(reach: Reach, value: number): number {
  const stops = evenStops(reach, STOPS)
  return stops[Math.max(0, lastStopAtOrBelow(stops, value))] ?? value
}

function stopBelow(curve: Curve, value: number): number {
  return Math.max(0, lastStopAtOrBelow(evenStops(curve, curve.episodes.length), value))
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
  const ofTask = new Map(tasks.map(({ key, counts }) => [key, counts[stop]]))
  const ofRun = new Map(runs.map(({ runId, counts }) => [runId, counts[stop]]))
  return {
    tasks: composition.tasks.map((task) => ({ ...task, kept: ofTask.get(task.key) ?? task.kept })),
    runs: composition.runs.map((run) => ({ ...run, kept: ofRun.get(run.runId) ?? run.kept })),
    labels: at(labels),
    stopReasons: at(stopReasons),
  }
}

/** Where the slider runs, one nudge about a hundredth of it; null where every episode has the same value. */
export function sliderRange({ low, high }: Reach): { min: number; max: number; step: number } | null {
  if (low === high) return null
  return { min: low, max: high, step: 10 ** Math.round(Math.log10((high - low) / 100)) }
}
