import { drawnSample } from "@/lib/domain/curation/drawn-sample"
import { confusionsAt, type JudgedEpisode, precisionOf, recallOf } from "@/lib/domain/curation/evidence"
import { claimThreshold } from "@/lib/domain/curation/evidence-claim"
import { cellOf, type EvidenceGrid, evidenceGrid } from "@/lib/domain/curation/evidence-grid"
import { drawSizes, goodChances, likelyStop } from "@/lib/domain/curation/label-worth"
import { createRandom, type Random } from "@/lib/domain/random"
import type { Estimate } from "@/lib/domain/stats/estimate"
import { prioritySample } from "@/lib/domain/stats/priority-sample"

/** A made-up population: the chance of "good" at each value, and how many different values there are. */
export interface Scenario {
  name: string
  episodes: number
  chance: (value: number) => number
  levels?: number
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x))

export const SCENARIOS = {
  gradual: { name: "gradual", episodes: 2000, chance: (value) => logistic(6 * (value - 0.35)) },
  ties: {
    name: "eleven values",
    episodes: 2000,
    levels: 10,
    chance: (value) => logistic(6 * (value - 0.35)),
  },
  dip: {
    name: "dip in the middle",
    episodes: 2000,
    chance: (value) => (value < 0.2 ? 0.37 : 0.97 - 0.5 * Math.exp(-(((value - 0.6) / 0.1) ** 2))),
  },
  hopeless: { name: "never quite 90 %", episodes: 2000, chance: (value) => (value > 0.5 ? 0.895 : 0.3) },
  small: { name: "460 episodes", episodes: 460, chance: (value) => logistic(6 * (value - 0.35)) },
} satisfies Record<string, Scenario>

export interface Population {
  values: Float64Array
  good: Uint8Array
  grid: EvidenceGrid
  cells: Uint8Array
  /** True precision and recall at each stop of the grid. */
  precision: number[]
  recall: number[]
}

export function makePopulation({ episodes, chance, levels }: Scenario, seed = 7): Population {
  const random = createRandom(seed)
  const values = new Float64Array(episodes)
  const good = new Uint8Array(episodes)
  for (let row = 0; row < episodes; row++) {
    const value = Math.sqrt(random())
    values[row] = levels ? Math.round(value * levels) / levels : value
    good[row] = Number(random() < chance(values[row] as number))
  }
  const grid = evidenceGrid(values.toSorted())
  const all = [...values].map((value, row) => ({ value, good: good[row] === 1, weight: 1, open: 0 }))
  const truth = confusionsAt(all, [...grid.stops])
  return {
    values,
    good,
    grid,
    cells: Uint8Array.from(values, (value) => cellOf(grid.stops, value)),
    precision: truth.map((confusion) => precisionOf(confusion).value as number),
    recall: truth.map((confusion) => recallOf(confusion).value as number),
  }
}

/** Labels of `count` episodes chosen with replacement, all alike: a plain sample. */
export function labelPlainly({ values, good }: Population, count: number, random: Random): JudgedEpisode[] {
  return Array.from({ length: count }, () => {
    const row = Math.floor(random() * values.length)
    return { value: values[row] as number, good: good[row] === 1, weight: 1, open: 1 }
  })
}

interface DrawOptions {
  kind: "random" | "value"
  /** Labels between two looks at what to label next. */
  batch: number
  target: number
}

/** Labels drawn as the product draws them: batch by batch, each by what the labels before it say. */
export function labelByDraws(
  population: Population,
  count: number,
  random: Random,
  { kind, batch, target }: DrawOptions,
): JudgedEpisode[] {
  const { values, good, grid, cells } = population
  const numbers = values.map(() => 1 - random())
  const labelled = new Uint8Array(values.length)
  const verdicts = { good: grid.stops.map(() => 0), bad: grid.stops.map(() => 0) }
  const batches = []
  for (let done = 0; done < count; done += batch) {
    const chances = goodChances(verdicts, 0.5)
    const byCell =
      kind === "random"
        ? grid.stops.map(() => 1)
        : drawSizes(grid, chances, likelyStop(grid, chances, target))
    const sizeOf = (row: number) => byCell[cells[row] as number] as number
    const priorities = values.map((_, row) => sizeOf(row) / (numbers[row] as number))
    const wanted = labelled.map((is) => 1 - is)
    const { rows, outside } = prioritySample(priorities, wanted, Math.min(batch, count - done))
    for (const row of rows) {
      if (labelled[row]) continue
      labelled[row] = 1
      const said = good[row] ? verdicts.good : verdicts.bad
      said[cells[row] as number] = (said[cells[row] as number] as number) + 1
    }
    const picks = Array.from(rows, (row) => ({
      episodeId: String(row),
      size: sizeOf(row),
      priority: priorities[row] as number,
      answered: true,
    }))
    batches.push({ picks, outside })
  }
  return [...drawnSample(batches).propensities].map(([id, propensity]) => ({
    value: values[Number(id)] as number,
    good: good[Number(id)] === 1,
    weight: 1 / propensity,
    open: (1 - propensity) / propensity ** 2,
  }))
}

/** How often intervals and claims were right. Stops with fewer than 20 labels above are left out of precision. */
export interface Scores {
  precision: number
  recall: number
  /** Share of draws whose claimed threshold, where there is one, is as precise as claimed. */
  claimsHold: number
  /** Share of draws that claim one at all. */
  claims: number
}

const FEWEST = 20

export function scoreDraws(
  population: Population,
  draws: number,
  target: number,
  label: (random: Random) => JudgedEpisode[],
): Scores {
  const random = createRandom(2026)
  const stops = [...population.grid.stops]
  const precision = { held: 0, all: 0 }
  const recall = { held: 0, all: 0 }
  let [wrong, claims] = [0, 0]
  const count = (tally: typeof precision, { low, high }: Estimate, truth: number) => {
    tally.all += 1
    if ((low as number) <= truth + 1e-12 && truth - 1e-12 <= (high as number)) tally.held += 1
  }
  for (let draw = 0; draw < draws; draw++) {
    const confusions = confusionsAt(label(random), stops)
    confusions.forEach((confusion, stop) => {
      if (confusion.keptGood.n + confusion.keptBad.n < FEWEST) return
      count(precision, precisionOf(confusion), population.precision[stop] as number)
      if (stop > 0) count(recall, recallOf(confusion), population.recall[stop] as number)
    })
    const { stop } = claimThreshold(confusions, { precision: target, level: 0.95 })
    if (stop === null) continue
    claims += 1
    if ((population.precision[stop] as number) < target) wrong += 1
  }
  return {
    precision: precision.held / precision.all,
    recall: recall.held / recall.all,
    claimsHold: 1 - wrong / draws,
    claims: claims / draws,
  }
}
