import type { Confusion } from "@/lib/domain/curation/evidence"
import { kishSize, mergeGroups, proportionBelowPValue } from "@/lib/domain/stats/weighted-proportion"

export interface ClaimTarget {
  /** 0.9: nine of ten kept are good. */
  precision: number
  /** 0.95: the claim may be wrong in one of twenty label draws. */
  level: number
}

/** Which of the stops could be claimed. All are indexes into the grid, null for none. */
export interface ThresholdClaim {
  /** The lowest stop whose precision is at least the target, with the confidence asked for. */
  stop: number | null
  /** The highest stop with labels enough above it to begin at. */
  start: number | null
  /** The stop whose test ended the sequence; null when it ran to the lowest. */
  end: number | null
}

/**
 * Effective labels above a threshold before its test makes sense: twice what would suffice if all of them were good, so that a
 * few bad ones among them do not end the sequence at its first step.
 */
export function labelsToBegin({ precision, level }: ClaimTarget): number {
  return 2 * Math.ceil(Math.log(1 - level) / Math.log(precision))
}

/**
 * Fixed-sequence testing: "the precision is below the target" is tested stop by stop from the highest down, each at the full
 * level, and the first test that does not reject ends it. The order and the start depend on where labels stand, never on
 * what they say, so the chance that any claimed stop is wrong stays below 1 - level. Sources: W. Maurer, L. Hothorn and W.
 * Lehmacher, "Multiple comparisons in drug clinical trials" (1995); A. N. Angelopoulos et al., "Learn then test" (2021), 3.2.
 */
export function claimThreshold(confusions: readonly Confusion[], target: ClaimTarget): ThresholdClaim {
  const enough = labelsToBegin(target)
  const claim: ThresholdClaim = { stop: null, start: null, end: null }
  for (let stop = confusions.length - 1; stop >= 0; stop--) {
    const { keptGood, keptBad } = confusions[stop] as Confusion
    if (claim.start === null && kishSize(mergeGroups(keptGood, keptBad)) < enough) continue
    claim.start ??= stop
    if (proportionBelowPValue(keptGood, keptBad, target.precision) > 1 - target.level) {
      return { ...claim, end: stop }
    }
    claim.stop = stop
  }
  return claim
}
