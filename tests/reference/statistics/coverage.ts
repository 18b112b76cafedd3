import { createRandom, randomInt } from "@/lib/domain/random"
import { bcaInterval } from "@/lib/domain/stats/bca"
import { binomialCdf } from "@/lib/domain/stats/binomial"
import { bootstrapInterval } from "@/lib/domain/stats/bootstrap"
import { createResampler } from "@/lib/domain/stats/resampler"
import { wilsonInterval } from "@/lib/domain/stats/wilson"

export interface WilsonCoverage {
  rate: number
  /** By adding up the binomial probabilities of all outcomes whose interval holds the rate. */
  exact: number
  simulated: number
}

/** How often the 95 % Wilson interval of n trials holds each rate, exactly and in seeded draws. */
export function wilsonCoverage(n: number, rates: readonly number[], draws: number): WilsonCoverage[] {
  const intervals = Array.from({ length: n + 1 }, (_, successes) => wilsonInterval(successes, n))
  return rates.map((rate) => {
    const holds = intervals.map(({ low, high }) => (low as number) <= rate && rate <= (high as number))
    const below = intervals.map((_, successes) => binomialCdf(successes, n, rate))
    const exact = holds.reduce(
      (sum, held, k) => sum + (held ? (below[k] as number) - (below[k - 1] ?? 0) : 0),
      0,
    )
    const random = createRandom(n * 1000 + Math.round(rate * 100))
    let covered = 0
    for (let draw = 0; draw < draws; draw++) {
      const chance = random()
      if (holds[below.findIndex((cumulated) => chance < cumulated)]) covered += 1
    }
    return { rate, exact, simulated: covered / draws }
  })
}

/**
 * How often 95 % bootstrap intervals of the cost per success hold the true one: n tasks with costs uniform on [1, 3] (light
 * tails) and one attempt each that succeeds in 7 of 10, so 2 / 0.7.
 */
export function bootstrapCoverage(n: number, samples: number, resamples: number) {
  const truth = 2 / 0.7
  const random = createRandom(n)
  const ratio = ([cost, successes]: Float64Array) =>
    successes === 0 ? Infinity : (cost as number) / (successes as number)
  const covered = { bca: 0, percentile: 0 }
  const holds = ({ low, high }: { low: number | null; high: number | null }) =>
    (low ?? -Infinity) <= truth && truth <= (high ?? Infinity)
  for (let sample = 0; sample < samples; sample++) {
    const columns = [
      Float64Array.from({ length: n }, () => 1 + 2 * random()),
      Float64Array.from({ length: n }, () => (random() < 0.7 ? 1 : 0)),
    ]
    const options = { resampler: createResampler({ resamples, seed: randomInt(random, 2 ** 31) }) }
    if (holds(bcaInterval(columns, ratio, options))) covered.bca += 1
    if (holds(bootstrapInterval(columns, ratio, options))) covered.percentile += 1
  }
  return { bca: covered.bca / samples, percentile: covered.percentile / samples }
}

/** Rates from 1 % to 99 % in equal steps of `step` points. */
export function rateGrid(step: number): number[] {
  return Array.from({ length: Math.floor(98 / step) + 1 }, (_, index) => (1 + index * step) / 100)
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
