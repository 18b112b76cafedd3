import type { CostQualityPoint } from "@/components/charts/plane-place"
import type { RunEntity } from "@/components/run/run-entities"
import type { ComparedPair, ComparedRun } from "@/lib/contracts/compare"
import { paretoFrontier } from "@/lib/domain/stats/pareto"
import { type Cost, progressOf, type Quality } from "./quality"

/** More colours would not be told apart. */
const MOST_COLOURED = 6
const MOST_BASELINES = 4

type EntityOf = (runId: string) => RunEntity

/** The runs whose cost and quality are both known. */
export function planePoints(
  runs: readonly ComparedRun[],
  cost: Cost,
  quality: Quality,
  entityOf: EntityOf,
  pairs: readonly ComparedPair[] = [],
): CostQualityPoint[] {
  return runs.flatMap((run) => {
    const [x, y] = [cost.of(run), quality.of(run)]
    if (x.value === null || x.value <= 0 || !y || y.value === null) return []
    const { id, name } = run
    return [
      {
        ...entityOf(id),
        id,
        name,
        cost: { value: x.value, low: x.low, high: x.high },
        quality: { value: y.value, low: y.low, high: y.high },
        teacherId: teacherOf(run, runs, pairs),
        size: run.latencyMs.p50.value,
        ...progressOf(run),
      },
    ]
  })
}

/** The run that taught it; where that is not known, the teacher it is held against. */
function teacherOf(
  { id, role, teacherRunId }: ComparedRun,
  runs: readonly ComparedRun[],
  pairs: readonly ComparedPair[],
): string | null {
  if (teacherRunId || role !== "student") return teacherRunId
  const against = pairs.find(({ studentRunId }) => studentRunId === id)?.teacherRunId
  return runs.some((run) => run.id === against && run.role === "teacher") ? (against ?? null) : null
}

/**
 * Six stand out with their colours: those asked for first, then who is on the frontier, then the rest in order; of two that
 * would share a colour the first. All others are marked as muted.
 */
export function muteMost(points: readonly CostQualityPoint[], first: readonly string[]): CostQualityPoint[] {
  const onFrontier = paretoFrontier(points).map(({ id }) => id)
  const byId = new Map(points.map((point) => [point.id, point]))
  const order = new Set([...first, ...onFrontier, ...byId.keys()])
  const colours = new Map<number, number>()
  const loud = new Set<string>()
  let baselines = 0
  for (const id of order) {
    const index = byId.get(id)?.index
    if (index === undefined) continue
    if (index === null) {
      if (baselines++ < MOST_BASELINES) loud.add(id)
    } else if (loud.size - Math.min(baselines, MOST_BASELINES) < MOST_COLOURED) {
      const colour = index % MOST_COLOURED
      if ((colours.get(colour) ?? index) !== index) continue
      colours.set(colour, index)
      loud.add(id)
    }
  }
  return points.map((point) => (loud.has(point.id) ? point : { ...point, muted: true }))
}
