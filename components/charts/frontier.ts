import { type FrontierBand, frontierBand } from "@/lib/domain/stats/frontier-band"
import { type FrontierStep, findDominated, type ParetoPoint, paretoFrontier } from "@/lib/domain/stats/pareto"

export interface Frontier {
  steps: readonly FrontierStep[]
  stops: FrontierBand["stops"]
  /** By point id: how likely it is on the frontier; absent where another is proven better. */
  probability: ReadonlyMap<string, number>
  dominatedBy: ReadonlyMap<string, string>
}

/** Everything the plane says about the frontier; `rate` keeps draws between 0 and 1. */
export function describeFrontier(points: readonly ParetoPoint[], level: number, rate: boolean): Frontier {
  const dominatedBy = findDominated(points)
  const open = points.filter(({ id }) => !dominatedBy.has(id))
  const { stops, probability } = frontierBand(open, { level, ...(rate ? { range: [0, 1] as const } : {}) })
  return { steps: paretoFrontier(points), stops, probability, dominatedBy }
}
