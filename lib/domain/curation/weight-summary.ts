/** Upper edges of the bins of a weight histogram, the last one open; the first holds weights of 0. */
export const WEIGHT_EDGES = [0, 0.25, 0.5, 1, 2, 4, 8] as const

/**
 * `low`: fewer than half as many effective episodes as there are, where particle filters resample by convention (Doucet, de Freitas
 * & Gordon 2001, ch. 1). `collapsed`: fewer than a tenth, or the heaviest 1 % hold more than a fifth (limits of ours).
 */
export const WEIGHT_HEALTH = ["good", "low", "collapsed"] as const

export interface WeightSummary {
  count: number
  /** Kish: (sum w)^2 / sum w^2; equal weights give `count`. */
  effectiveSampleSize: number
  /** Share of the total weight that the heaviest 1 % hold, at least one. */
  topPercentShare: number
  /** Of weights divided by their mean. */
  largest: number
  /** Weights of 0: in the dataset, and without any effect. */
  zeros: number
  /** How many weights fall into each bin of WEIGHT_EDGES; one more than there are edges. */
  histogram: number[]
  health: (typeof WEIGHT_HEALTH)[number]
}

const LOW_SHARE = 1 / 2
const COLLAPSED_SHARE = 1 / 10
const COLLAPSED_TOP_SHARE = 1 / 5
/** Of fewer episodes the heaviest 1 % is one of them, whose fair share is large already. */
const LEAST_FOR_TOP_SHARE = 100

/** How evenly some weights of at least 0 are spread. */
export function summarizeWeights(weights: Float64Array): WeightSummary {
  const count = weights.length
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0)
  const ascending = weights.toSorted()
  const heaviest = ascending.slice(count - Math.max(1, Math.round(count / 100)))
  const effectiveSampleSize = squares > 0 ? (total * total) / squares : 0
  const topPercentShare = total > 0 ? heaviest.reduce((sum, weight) => sum + weight, 0) / total : 0
  return {
    count,
    effectiveSampleSize,
    topPercentShare,
    largest: total > 0 ? ((ascending[count - 1] as number) * count) / total : 0,
    zeros: weights.filter((weight) => weight === 0).length,
    histogram: histogramOf(weights, total / Math.max(1, count)),
    health: healthOf(count, effectiveSampleSize, topPercentShare),
  }
}

function histogramOf(weights: Float64Array, mean: number): number[] {
  const bins = new Array<number>(WEIGHT_EDGES.length + 1).fill(0)
  for (const weight of weights) {
    const relative = mean > 0 ? weight / mean : 0
    const bin = WEIGHT_EDGES.findIndex((edge) => relative <= edge)
    const place = bin < 0 ? WEIGHT_EDGES.length : bin
    bins[place] = (bins[place] as number) + 1
  }
  return bins
}

function healthOf(count: number, effective: number, topShare: number): WeightSummary["health"] {
  if (count === 0) return "good"
  const isTopHeavy = count >= LEAST_FOR_TOP_SHARE && topShare > COLLAPSED_TOP_SHARE
  if (effective < count * COLLAPSED_SHARE || isTopHeavy) return "collapsed"
  return effective < count * LOW_SHARE ? "low" : "good"
}
