import type { EvidenceGrid } from "@/lib/domain/curation/evidence-grid"

/** The part of every size that is the same for all, so that no weight passes 1 / floor times the plain one. */
export const UNIFORM_SHARE = 0.4

/** Stops on either side of the threshold that the labels should also speak about: it moves as they come in. */
const WINDOW = 4

/** What a narrower recall is worth beside a narrower precision. */
const RECALL_WORTH = 0.25

/** Cells over which a verdict is taken to say something about its neighbours. */
const REACH = 2

/** Verdicts in each cell of the grid. */
export interface CellVerdicts {
  good: Float64Array
  bad: Float64Array
}

/** The chance of "good" in each cell: a smooth of the verdicts around it, drawn to `prior` where there are few. */
export function goodChances({ good, bad }: CellVerdicts, prior: number): Float64Array {
  return good.map((_, cell) => {
    let hits = 2 * prior
    let all = 2
    for (let other = 0; other < good.length; other++) {
      const closeness = Math.exp(-(((cell - other) / REACH) ** 2) / 2)
      hits += closeness * (good[other] as number)
      all += closeness * ((good[other] as number) + (bad[other] as number))
    }
    return hits / all
  })
}

/** Expected squared influence of one label of each cell on the precision of a stop: E (y - p)^2 / kept^2 where it is kept. */
export function precisionInfluence(grid: EvidenceGrid, chances: Float64Array, stop: number): Float64Array {
  let kept = 0
  let good = 0
  for (let cell = stop; cell < chances.length; cell++) {
    kept += grid.counts[cell] as number
    good += (grid.counts[cell] as number) * (chances[cell] as number)
  }
  const rate = good / kept
  return chances.map((chance, cell) =>
    cell < stop ? 0 : (chance * (1 - chance) + (chance - rate) ** 2) / kept ** 2,
  )
}

function recallInfluence(grid: EvidenceGrid, chances: Float64Array, stop: number): Float64Array {
  const goodOf = (from: number) =>
    chances.reduce(
      (sum, chance, cell) => (cell < from ? sum : sum + chance * (grid.counts[cell] as number)),
      0,
    )
  const good = goodOf(0)
  const recall = goodOf(stop) / good
  return chances.map((chance, cell) => (chance * (Number(cell >= stop) - recall) ** 2) / good ** 2)
}

/**
 * The size of each cell in the draw of the next labels, 1 on average over the population: in proportion to the root of the
 * expected squared influence of a label on precision (and, for less, recall) at the stop and its neighbours, which is the
 * allocation that narrows them most (Neyman 1934; Sarndal et al. 1992, 3.6.2), mixed with an equal share for all.
 */
export function drawSizes(grid: EvidenceGrid, chances: Float64Array, stop: number): Float64Array {
  const worth = new Float64Array(chances.length)
  for (let near = Math.max(0, stop - WINDOW); near <= Math.min(chances.length - 1, stop + WINDOW); near++) {
    const precision = precisionInfluence(grid, chances, near)
    const recall = recallInfluence(grid, chances, near)
    for (let cell = 0; cell < worth.length; cell++) {
      worth[cell] =
        (worth[cell] as number) + (precision[cell] as number) + RECALL_WORTH * (recall[cell] as number)
    }
  }
  const roots = worth.map(Math.sqrt)
  const population = grid.counts.reduce((sum, count) => sum + count, 0)
  const mean = roots.reduce((sum, root, cell) => sum + root * (grid.counts[cell] as number), 0) / population
  return roots.map((root) => UNIFORM_SHARE + (1 - UNIFORM_SHARE) * (mean > 0 ? root / mean : 1))
}

/** The lowest stop whose expected precision reaches the target: where labels are wanted while nothing is claimed. */
export function likelyStop(grid: EvidenceGrid, chances: Float64Array, precision: number): number {
  let [kept, good, found] = [0, 0, chances.length - 1]
  for (let cell = chances.length - 1; cell >= 0; cell--) {
    kept += grid.counts[cell] as number
    good += (grid.counts[cell] as number) * (chances[cell] as number)
    if (good >= precision * kept) found = cell
  }
  return found
}
