import { createRandom, type Random } from "@/lib/domain/random"
import { sortedQuantile } from "@/lib/domain/stats/bootstrap"
import { normalCritical } from "@/lib/domain/stats/normal-quantile"
import type { ParetoPoint, Spread } from "@/lib/domain/stats/pareto"

export interface BandOptions {
  level?: number
  draws?: number
  /** Costs at which the band is told, evenly spread on the log axis. */
  stops?: number
  seed?: number
  /** What quality can be, [0, 1] for rates. */
  range?: readonly [number, number]
}

export interface FrontierBand {
  /** With probability `level`, the best quality that `cost` buys lies between the two; -Infinity: maybe none does. */
  stops: { cost: number; low: number; high: number }[]
  /** By point id: how likely it is that no other point is both cheaper and better. */
  probability: Map<string, number>
}

interface Drawn {
  index: number
  cost: number
  quality: number
}

/**
 * How sure the frontier is: every point is drawn anew from its two intervals (a normal on each side of the estimate, cost on
 * a log scale, axes independent), the frontier of each draw is taken, and the band runs between its quantiles. A point
 * without an interval stays where it is. Same seed, same band.
 * Source: parametric bootstrap, Efron and Tibshirani (1993), chapter 6; two-piece normal: K. F. Wallis, "The two-piece
 * normal, binormal, or double Gaussian distribution", Statistical Science 29 (2014).
 */
export function frontierBand(points: readonly ParetoPoint[], options: BandOptions = {}): FrontierBand {
  const { level = 0.95, draws = 400, stops = 60, seed = 1, range = [-Infinity, Infinity] } = options
  const random = createRandom(seed)
  const deviate = normalSource(random)
  const z = normalCritical(level)
  const costs = stopCosts(points, stops)
  const best = costs.map(() => new Float64Array(draws))
  const wins = new Float64Array(points.length)
  for (let draw = 0; draw < draws; draw++) {
    const drawn = points.map((point, index) => drawPoint(point, index, deviate, z, range))
    drawn.sort((a, b) => a.cost - b.cost || b.quality - a.quality)
    walkFrontier(
      drawn,
      costs,
      (stop, quality) => {
        ;(best[stop] as Float64Array)[draw] = quality
      },
      wins,
    )
  }
  return {
    stops: costs.map((cost, stop) => ({ cost, ...ends((best[stop] as Float64Array).sort(), level) })),
    probability: new Map(points.map(({ id }, index) => [id, (wins[index] as number) / draws])),
  }
}

function drawPoint(
  { cost, quality }: ParetoPoint,
  index: number,
  deviate: () => number,
  z: number,
  [least, most]: readonly [number, number],
): Drawn {
  const logCost = drawSide(Math.log(cost.value), logEnd(cost.low), logEnd(cost.high), deviate(), z)
  const drawn = drawSide(quality.value, quality.low, quality.high, deviate(), z)
  return { index, cost: Math.exp(logCost), quality: Math.min(most, Math.max(least, drawn)) }
}

function logEnd(bound: Spread["low"]): number | null {
  return bound === null || bound <= 0 ? null : Math.log(bound)
}

function drawSide(value: number, low: number | null, high: number | null, deviate: number, z: number) {
  const half = deviate < 0 ? value - (low ?? value) : (high ?? value) - value
  return value + (deviate * Math.max(0, half)) / z
}

/** Cheapest first: who exceeds all before it is on this draw's frontier; `tell` says what each stop can buy. */
function walkFrontier(
  drawn: readonly Drawn[],
  costs: readonly number[],
  tell: (stop: number, quality: number) => void,
  wins: Float64Array,
): void {
  let stop = 0
  let quality = Number.NEGATIVE_INFINITY
  for (const point of drawn) {
    while (stop < costs.length && (costs[stop] as number) < point.cost) tell(stop++, quality)
    if (point.quality <= quality) continue
    quality = point.quality
    wins[point.index] = (wins[point.index] as number) + 1
  }
  while (stop < costs.length) tell(stop++, quality)
}

function ends(sorted: Float64Array, level: number): { low: number; high: number } {
  const at = (q: number) => {
    const value = sortedQuantile(sorted, q)
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value
  }
  return { low: at((1 - level) / 2), high: at((1 + level) / 2) }
}

function stopCosts(points: readonly ParetoPoint[], stops: number): number[] {
  if (points.length === 0) return []
  const ends = points.flatMap(({ cost }) => [cost.value, cost.low ?? cost.value, cost.high ?? cost.value])
  const positive = ends.filter((cost) => cost > 0).map(Math.log)
  const from = positive.reduce((least, cost) => Math.min(least, cost), Infinity)
  const to = positive.reduce((most, cost) => Math.max(most, cost), -Infinity)
  return Array.from({ length: stops }, (_, at) => Math.exp(from + ((to - from) * at) / (stops - 1)))
}

/** Standard normal deviates, two per pair of uniforms. Source: G. E. P. Box and M. E. Muller (1958). */
function normalSource(random: Random): () => number {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const held = spare
      spare = null
      return held
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random()))
    const angle = 2 * Math.PI * random()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}
