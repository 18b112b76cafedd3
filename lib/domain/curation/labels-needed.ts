import { type ClaimTarget, labelsToBegin } from "@/lib/domain/curation/evidence-claim"
import type { EvidenceGrid } from "@/lib/domain/curation/evidence-grid"
import { drawSizes, precisionInfluence } from "@/lib/domain/curation/label-worth"
import { binomialUpperTail } from "@/lib/domain/stats/weighted-proportion"

const MOST = 1_000_000

/** About how many more labels, drawn either way; never more than there are episodes to label. */
export interface LabelsNeeded {
  byValue: number
  atRandom: number
}

export interface LabelsNeededInput {
  grid: EvidenceGrid
  /** Chance of "good" in each cell. */
  chances: Float64Array
  /** The threshold's place in the grid. */
  stop: number
  /** Its precision so far and the effective number of labels behind it; null rate without any. */
  rate: number | null
  effective: number
  target: ClaimTarget
  /** Episodes that have no verdict yet. */
  unlabelled: number
}

/**
 * More labels until the test of the threshold would pass if its precision stays what it is, from what one label of each cell
 * adds to the effective sample. Null where precision is not above the target: no number of labels helps there.
 */
export function labelsNeeded(input: LabelsNeededInput): LabelsNeeded | null {
  const { grid, chances, stop, target, unlabelled } = input
  const rate = input.rate ?? (1 + target.precision) / 2
  if (rate <= target.precision) return null
  const missing = Math.max(0, effectiveNeeded(rate, target) - input.effective)
  const influence = precisionInfluence(grid, chances, stop)
  const labels = (sizes: Float64Array) =>
    Math.min(unlabelled, Math.ceil(missing / gainPerLabel(grid, chances, influence, stop, sizes)))
  return {
    byValue: labels(drawSizes(grid, chances, stop)),
    atRandom: labels(new Float64Array(chances.length).fill(1)),
  }
}

/** The smallest effective sample at which a precision of `rate` proves the target. */
function effectiveNeeded(rate: number, target: ClaimTarget): number {
  let low = labelsToBegin(target)
  let high = low
  const proves = (size: number) => binomialUpperTail(rate, size, target.precision) <= 1 - target.level
  while (high < MOST && !proves(high)) high *= 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (proves(middle)) high = middle
    else low = middle
  }
  return proves(low) ? low : high
}

/** The effective labels at the stop that one label more is worth: p (1 - p) over the variance of one draw with these sizes. */
function gainPerLabel(
  grid: EvidenceGrid,
  chances: Float64Array,
  influence: Float64Array,
  stop: number,
  sizes: Float64Array,
): number {
  let [population, kept, good, variance] = [0, 0, 0, 0]
  for (let cell = 0; cell < chances.length; cell++) {
    const count = grid.counts[cell] as number
    population += count
    variance += (count * (influence[cell] as number)) / (sizes[cell] as number)
    if (cell >= stop) {
      kept += count
      good += count * (chances[cell] as number)
    }
  }
  const rate = good / kept
  return (rate * (1 - rate)) / (population * variance)
}
