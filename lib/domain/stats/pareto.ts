/** A figure with its interval; null ends say that the data do not bound it. */
export interface Spread {
  value: number
  low: number | null
  high: number | null
}

/** One run on the plane: less cost (> 0) is better, more quality is better. */
export interface ParetoPoint {
  id: string
  cost: Spread
  quality: Spread
}

/** One step of the frontier: from `cost` on, `quality` can be had; `id` is the run that offers it. */
export interface FrontierStep {
  id: string
  cost: number
  quality: number
}

/**
 * Whether `better` is shown to be cheaper and better than `other`: on both axes the interval of the difference lies beyond
 * zero. The intervals of the differences are recovered from those of the two points (MOVER), cost on a log scale. A point
 * without an interval shows nothing; a point whose interval on either axis reaches the other's own estimate never does.
 * Source: G. Y. Zou and A. Donner, "Construction of confidence limits about effect measures", Statistics in Medicine 27
 * (2008); both axes at once: R. L. Berger, "Multiparameter hypothesis testing", Technometrics 24 (1982).
 */
export function provenBetter(better: ParetoPoint, other: ParetoPoint): boolean {
  return exceeds(better.quality, other.quality) && exceeds(logOf(other.cost), logOf(better.cost))
}

function exceeds(upper: Spread, lower: Spread): boolean {
  if (upper.low === null || lower.high === null) return false
  const gap = upper.value - lower.value
  return gap > 0 && gap > Math.hypot(upper.value - upper.low, lower.high - lower.value)
}

function logOf({ value, low, high }: Spread): Spread {
  const end = (bound: number | null) => (bound === null || bound <= 0 ? null : Math.log(bound))
  return { value: Math.log(value), low: end(low), high: end(high) }
}

/** By point id: the first other point that is proven cheaper and better. Who is not in it may be on the frontier. */
export function findDominated(points: readonly ParetoPoint[]): Map<string, string> {
  const dominated = new Map<string, string>()
  for (const point of points) {
    const by = points.find((other) => other !== point && provenBetter(other, point))
    if (by) dominated.set(point.id, by.id)
  }
  return dominated
}

/**
 * The frontier as a rising staircase. At each cost it takes the affordable run whose quality is highest at the lower end of
 * its interval, not the one with the luckiest estimate, so a noisy point never takes the place of a measured one; a step is
 * not drawn higher than any later one. Points without a lower end take part only where all are without.
 */
export function paretoFrontier(points: readonly ParetoPoint[]): FrontierStep[] {
  const bounded = points.filter(({ quality }) => quality.low !== null)
  const floorOf = ({ quality }: ParetoPoint) => quality.low ?? quality.value
  const inOrder = (bounded.length > 0 ? bounded : points).toSorted(
    (a, b) => a.cost.value - b.cost.value || floorOf(b) - floorOf(a) || compareIds(a, b),
  )
  let floor = Number.NEGATIVE_INFINITY
  const steps: FrontierStep[] = []
  for (const point of inOrder) {
    if (floorOf(point) <= floor) continue
    floor = floorOf(point)
    steps.push({ id: point.id, cost: point.cost.value, quality: point.quality.value })
  }
  for (let index = steps.length - 2; index >= 0; index--) {
    const [step, next] = [steps[index], steps[index + 1]] as [FrontierStep, FrontierStep]
    step.quality = Math.min(step.quality, next.quality)
  }
  return steps
}

function compareIds(a: ParetoPoint, b: ParetoPoint): number {
  return a.id < b.id ? -1 : 1
}
