/**
 * Row numbers drawn in proportion to `weights` by systematic resampling (Kitagawa 1996): `count` places, one unit apart on the
 * summed weights, moved together by `offset`. With an offset that is uniform on [0, 1) a row is drawn count x w / sum w times on
 * average, and never further from that than 1. Ascending; no row of weight 0 unless all are.
 */
export function systematicResample(
  weights: ArrayLike<number>,
  count: number,
  offset: number,
): Int32Array<ArrayBuffer> {
  const total = Array.prototype.reduce.call(weights, (sum, weight) => (sum as number) + weight, 0) as number
  const last = Math.max(0, lastPositive(weights))
  const step = total / count
  const drawn = new Int32Array(count)
  let row = 0
  let cumulative = weights[0] ?? 0
  for (let index = 0; index < count; index++) {
    const target = (index + offset) * step
    while (cumulative <= target && row < last) cumulative += weights[++row] as number
    drawn[index] = row
  }
  return drawn
}

/** Rounding may leave the last place beyond the sum. */
function lastPositive(weights: ArrayLike<number>): number {
  for (let row = weights.length - 1; row > 0; row--) if ((weights[row] as number) > 0) return row
  return 0
}

/** How often each row is drawn when as many are drawn as there are. */
export function systematicCounts(weights: ArrayLike<number>, offset: number): Uint32Array {
  const counts = new Uint32Array(weights.length)
  for (const row of systematicResample(weights, weights.length, offset)) {
    counts[row] = (counts[row] as number) + 1
  }
  return counts
}
