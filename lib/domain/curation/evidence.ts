import type { Estimate } from "@/lib/domain/stats/estimate"
import {
  addUnit,
  emptyGroup,
  type WeightedGroup,
  weightedProportion,
} from "@/lib/domain/stats/weighted-proportion"

/**
 * An episode that a human called good or bad, with the value of the metric under the threshold. `weight` is 1 / propensity and
 * `open` (1 - propensity) weight^2; both are 1 in a sample taken as plain.
 */
export interface JudgedEpisode {
  value: number
  good: boolean
  weight: number
  open: number
}

/** The judged episodes on both sides of a threshold: kept where value >= threshold. */
export interface Confusion {
  keptGood: WeightedGroup
  keptBad: WeightedGroup
  droppedGood: WeightedGroup
  droppedBad: WeightedGroup
}

/** The confusion at each of the ascending thresholds. */
export function confusionsAt(judged: readonly JudgedEpisode[], thresholds: readonly number[]): Confusion[] {
  const ascending = judged.toSorted((left, right) => left.value - right.value)
  const good = ascending.filter((episode) => episode.good)
  const bad = ascending.filter((episode) => !episode.good)
  const keptGood = keptGroups(good, thresholds)
  const keptBad = keptGroups(bad, thresholds)
  const droppedGood = droppedGroups(good, thresholds)
  const droppedBad = droppedGroups(bad, thresholds)
  return thresholds.map((_, index) => ({
    keptGood: keptGood[index] as WeightedGroup,
    keptBad: keptBad[index] as WeightedGroup,
    droppedGood: droppedGood[index] as WeightedGroup,
    droppedBad: droppedBad[index] as WeightedGroup,
  }))
}

/** Of what the threshold keeps, the share that is good. */
export function precisionOf({ keptGood, keptBad }: Confusion, level = 0.95): Estimate {
  return weightedProportion(keptGood, keptBad, level)
}

/** Of what is good, the share that the threshold keeps. */
export function recallOf({ keptGood, droppedGood }: Confusion, level = 0.95): Estimate {
  return weightedProportion(keptGood, droppedGood, level)
}

/** Of what is bad, the share that the threshold keeps. */
export function fallOutOf({ keptBad, droppedBad }: Confusion, level = 0.95): Estimate {
  return weightedProportion(keptBad, droppedBad, level)
}

/** From the highest threshold down, each adds what it keeps more. */
function keptGroups(ascending: readonly JudgedEpisode[], thresholds: readonly number[]): WeightedGroup[] {
  const reached = (value: number, threshold: number) => value >= threshold
  return runningGroups(ascending.toReversed(), thresholds.toReversed(), reached).reverse()
}

/** From the lowest threshold up, each adds what it drops more. */
function droppedGroups(ascending: readonly JudgedEpisode[], thresholds: readonly number[]): WeightedGroup[] {
  return runningGroups(ascending, thresholds, (value, threshold) => value < threshold)
}

function runningGroups(
  ordered: readonly JudgedEpisode[],
  thresholds: readonly number[],
  reached: (value: number, threshold: number) => boolean,
): WeightedGroup[] {
  const group = emptyGroup()
  let next = 0
  return thresholds.map((threshold) => {
    for (; next < ordered.length; next++) {
      const episode = ordered[next] as JudgedEpisode
      if (!reached(episode.value, threshold)) break
      addUnit(group, episode.weight, episode.open)
    }
    return { ...group }
  })
}
