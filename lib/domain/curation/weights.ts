import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"
import { qualityWeights } from "@/lib/domain/curation/quality-weights"
import type { ImportanceWeighting, Weighting } from "@/lib/domain/curation/weighting"

type Of<Scheme extends Weighting["scheme"]> = Extract<Weighting, { scheme: Scheme }>

/** Mean log-ratio of the actions of each row, NaN where nothing could be scored; what importance weights are made of. */
export type LogRatios = (row: number) => number

/**
 * The weight of each of `rows` (training episodes), mean 1; all 0 where a scheme gives none of them any. Importance weights
 * need `logRatios`; without them every row weighs 1.
 */
export function weightsOf(
  columns: EpisodeColumns,
  rows: Uint32Array,
  weighting: Weighting,
  logRatios: LogRatios | null = null,
): Float64Array {
  return toMeanOne(rawWeights(columns, rows, weighting, logRatios))
}

function rawWeights(
  columns: EpisodeColumns,
  rows: Uint32Array,
  weighting: Weighting,
  logRatios: LogRatios | null,
): Float64Array {
  switch (weighting.scheme) {
    case "none":
      return new Float64Array(rows.length).fill(1)
    case "score":
      return scoreWeights(valuesOf(columns, rows, weighting.metric))
    case "percentile":
      return percentileWeights(columns, rows, weighting)
    case "quality": {
      const groups = Int32Array.from(rows, (row) => columns.groupNo[row] as number)
      return qualityWeights({ ...weighting, scores: valuesOf(columns, rows, weighting.metric), groups })
    }
    case "advantage":
      return advantageWeights(columns, rows, weighting)
    case "importance":
      return importanceWeights(
        Float64Array.from(rows, (row) => logRatios?.(row) ?? Number.NaN),
        weighting,
      )
  }
}

/** Of some rows, NaN where the metric is unknown. */
export function valuesOf(columns: EpisodeColumns, rows: Uint32Array, metric: string): Float64Array {
  const column = metricColumn(columns, metric)
  return Float64Array.from(rows, (row) => column?.[row] ?? Number.NaN)
}

/** Reward-weighted cloning (Peters & Schaal 2007): the score itself, 0 below 0; unknown ones weigh what known ones do on average. */
function scoreWeights(values: Float64Array): Float64Array {
  return fillUnknown(values.map((value) => Math.max(0, value)))
}

/** Copies of SFT(Q) as its authors make them: one for each percentile that the score is strictly above. */
function percentileWeights(
  columns: EpisodeColumns,
  rows: Uint32Array,
  { metric, within, percentiles }: Of<"percentile">,
): Float64Array {
  const values = valuesOf(columns, rows, metric)
  const weights = new Float64Array(rows.length)
  const groupOf = (index: number) =>
    within === "all" ? 0 : (columns.groupNo[rows[index] as number] as number)
  for (const members of Map.groupBy(values.keys(), groupOf).values()) {
    const known = members.filter((index) => !Number.isNaN(values[index]))
    const sorted = Float64Array.from(known, (index) => values[index] as number).sort()
    const cuts = percentiles.map((percentile) => percentileOf(sorted, percentile))
    for (const index of known) weights[index] = cuts.filter((cut) => (values[index] as number) > cut).length
  }
  return weights
}

/** Of ascending values, interpolated linearly between neighbours, as numpy.percentile does. */
function percentileOf(sorted: Float64Array, percentile: number): number {
  const place = ((sorted.length - 1) * percentile) / 100
  const low = Math.floor(place)
  const left = sorted[low] ?? Number.NaN
  const right = sorted[low + 1] ?? left
  return left + (right - left) * (place - low)
}

/**
 * Advantage-weighted regression (Peng et al. 2019, arXiv 1910.00177): min(clip, exp(A / beta)), with A the score less the mean of
 * all attempts at the task, kept or not. Unknown scores have A = 0.
 */
function advantageWeights(
  columns: EpisodeColumns,
  rows: Uint32Array,
  { metric, beta, clip }: Of<"advantage">,
): Float64Array {
  const baselines = taskMeans(columns, metric)
  const values = valuesOf(columns, rows, metric)
  return values.map((value, index) => {
    const advantage = value - (baselines.get(columns.taskNo[rows[index] as number] as number) ?? Number.NaN)
    return Number.isNaN(advantage) ? 1 : Math.min(clip, Math.exp(advantage / beta))
  })
}

function taskMeans(columns: EpisodeColumns, metric: string): Map<number, number> {
  const column = metricColumn(columns, metric)
  const sums = new Map<number, { sum: number; count: number }>()
  for (let row = 0; column && row < columns.count; row++) {
    const value = column[row] as number
    if (Number.isNaN(value)) continue
    const task = columns.taskNo[row] as number
    const known = sums.get(task) ?? { sum: 0, count: 0 }
    sums.set(task, { sum: known.sum + value, count: known.count + 1 })
  }
  return new Map([...sums].map(([task, { sum, count }]) => [task, sum / count]))
}

/**
 * Trajectory weights of iw-SFT (arXiv 2507.12856 in the form of its code): min(clip, exp(kappa x mean log-ratio of the actions)).
 * Episodes in which nothing could be scored weigh what the others do on average.
 */
function importanceWeights(meanLogRatios: Float64Array, { kappa, clip }: ImportanceWeighting): Float64Array {
  return fillUnknown(meanLogRatios.map((mean) => Math.min(clip, Math.exp(kappa * mean))))
}

function fillUnknown(weights: Float64Array): Float64Array {
  const known = weights.filter((weight) => !Number.isNaN(weight))
  const mean = known.length === 0 ? 1 : known.reduce((sum, weight) => sum + weight, 0) / known.length
  return weights.map((weight) => (Number.isNaN(weight) ? mean : weight))
}

function toMeanOne(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return total > 0 ? weights.map((weight) => (weight * weights.length) / total) : weights
}
