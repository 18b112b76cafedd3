import type { TrainingEpisode, WeightSummary } from "@/lib/providers/embedded/training"

/**
 * Sampling weight of each episode for SFT(Q): proportional to exp(z), z the score standardised within its group, so that
 * quality is preferred without a threshold (Qin & Springenberg 2025). Episodes without a score count as the group's mean.
 */
export function qualityWeights(episodes: readonly TrainingEpisode[]): Float64Array {
  const groups = Map.groupBy(episodes.keys(), (index) => episodes[index]?.group ?? "")
  const weights = new Float64Array(episodes.length).fill(1)
  for (const members of groups.values()) {
    const scored = [...members].filter((index) => episodes[index]?.score != null)
    const scores = scored.map((index) => episodes[index]?.score ?? 0)
    const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
    const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length)
    const deviation = Math.sqrt(variance) || 1
    for (const index of scored)
      weights[index] = Math.exp(((episodes[index]?.score ?? mean) - mean) / deviation)
  }
  return weights
}

export function summarizeWeights(weights: Float64Array): WeightSummary {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0)
  const heaviest = weights
    .toSorted()
    .reverse()
    .slice(0, Math.max(1, Math.round(weights.length / 100)))
  return {
    effectiveSampleSize: squares > 0 ? (total * total) / squares : 0,
    examples: weights.length,
    topPercentShare: total > 0 ? heaviest.reduce((sum, weight) => sum + weight, 0) / total : 0,
  }
}

/** Row numbers drawn with replacement in proportion to `weights`, by systematic resampling: counts differ from expectation by < 1. */
export function resample(weights: Float64Array, count: number, offset: number): Int32Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const drawn = new Int32Array(count)
  let row = 0
  let cumulative = weights[0] ?? 0
  for (let index = 0; index < count; index++) {
    const target = ((index + offset) / count) * total
    while (cumulative < target && row < weights.length - 1) cumulative += weights[++row]!
    drawn[index] = row
  }
  return drawn
}
