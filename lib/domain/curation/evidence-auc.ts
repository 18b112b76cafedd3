import type { JudgedEpisode } from "@/lib/domain/curation/evidence"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { normalCritical } from "@/lib/domain/stats/normal-quantile"

/** Weight of one kind strictly below and exactly at each value. */
interface Standing {
  below: number
  at: number
}

/**
 * The chance that a good episode has a higher value than a bad one, ties counting half: the area under the ROC curve, weighted
 * by 1 / propensity. The interval is DeLong's variance on the logit scale (E. R. DeLong et al., Biometrics 44, 1988), without
 * its ends where every pair agrees.
 */
export function rankingQuality(judged: readonly JudgedEpisode[], level = 0.95): Estimate {
  const good = judged.filter((episode) => episode.good)
  const bad = judged.filter((episode) => !episode.good)
  const frame = { level, method: "DeLong, logit", n: judged.length, tasks: judged.length }
  const [goodWeight, badWeight] = [totalWeight(good), totalWeight(bad)]
  if (goodWeight === 0 || badWeight === 0) return { value: null, low: null, high: null, ...frame }
  const badBelow = standings(bad, good)
  const goodBelow = standings(good, bad)
  const wins = badBelow.map(({ below, at }) => (below + at / 2) / badWeight)
  const losses = goodBelow.map(({ below, at }) => 1 - (below + at / 2) / goodWeight)
  const area = good.reduce((sum, { weight }, index) => sum + weight * (wins[index] as number), 0) / goodWeight
  const variance = spread(good, wins, area) / goodWeight ** 2 + spread(bad, losses, area) / badWeight ** 2
  return { value: area, ...logitInterval(area, variance, level), ...frame }
}

function totalWeight(episodes: readonly JudgedEpisode[]): number {
  return episodes.reduce((sum, { weight }) => sum + weight, 0)
}

function spread(episodes: readonly JudgedEpisode[], placements: readonly number[], area: number): number {
  return episodes.reduce(
    (sum, { open }, index) => sum + open * ((placements[index] as number) - area) ** 2,
    0,
  )
}

/** Where each of `those` stands among `others`, in the order of `those`. */
function standings(others: readonly JudgedEpisode[], those: readonly JudgedEpisode[]): Standing[] {
  const sorted = others.toSorted((left, right) => left.value - right.value)
  const order = those
    .map(({ value }, index) => ({ value, index }))
    .sort((left, right) => left.value - right.value)
  const found: Standing[] = Array.from({ length: those.length })
  const upTo = (from: number, isBefore: (value: number) => boolean) => {
    let [next, weight] = [from, 0]
    for (; next < sorted.length && isBefore((sorted[next] as JudgedEpisode).value); next++) {
      weight += (sorted[next] as JudgedEpisode).weight
    }
    return { next, weight }
  }
  let [value, next, below, at] = [-Infinity, 0, 0, 0]
  for (const those of order) {
    if (those.value > value) {
      value = those.value
      const lower = upTo(next, (other) => other < those.value)
      const equal = upTo(lower.next, (other) => other === those.value)
      below += at + lower.weight
      at = equal.weight
      next = equal.next
    }
    found[those.index] = { below, at }
  }
  return found
}

function logitInterval(area: number, variance: number, level: number) {
  if (area <= 0 || area >= 1) return { low: null, high: null }
  const half = (normalCritical(level) * Math.sqrt(variance)) / (area * (1 - area))
  const logit = Math.log(area / (1 - area))
  return { low: 1 / (1 + Math.exp(half - logit)), high: 1 / (1 + Math.exp(-half - logit)) }
}
