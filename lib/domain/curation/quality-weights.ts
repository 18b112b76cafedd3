interface Standardising {
  /** NaN is unknown. */
  scores: ArrayLike<number>
  groups: ArrayLike<number>
  temperature?: number
  clip?: number
}

/**
 * Weight of each episode for SFT(Q): min(clip, exp(z / temperature)), z the score standardised within its group, so that quality
 * is preferred without a threshold (Qin & Springenberg 2025, arXiv 2507.12856). Unknown scores count as the group's mean.
 */
export function qualityWeights({
  scores,
  groups,
  temperature = 1,
  clip = Number.POSITIVE_INFINITY,
}: Standardising): Float64Array {
  const weights = new Float64Array(scores.length).fill(1)
  for (const members of Map.groupBy(weights.keys(), (index) => groups[index] as number).values()) {
    const scored = members.filter((index) => !Number.isNaN(scores[index]))
    const values = scored.map((index) => scores[index] as number)
    const mean = values.reduce((sum, score) => sum + score, 0) / Math.max(1, values.length)
    const variance = values.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, values.length)
    const deviation = Math.sqrt(variance) || 1
    for (const [place, index] of scored.entries()) {
      const z = ((values[place] as number) - mean) / deviation
      weights[index] = Math.min(clip, Math.exp(z / temperature))
    }
  }
  return weights
}
