import { bucketEdge, histogramCount } from "@/lib/domain/stats/log-histogram"

/** `share` (0..1) of all values are at most `value`. */
export interface EcdfPoint {
  value: number
  share: number
}

/**
 * The empirical distribution function of a log histogram at the upper edges of its buckets, where it is exact; thinned to
 * steps of at least `resolution`, first and last always there. Empty for an empty histogram.
 */
export function ecdf(histogram: readonly number[], resolution = 0.01): EcdfPoint[] {
  const total = histogramCount(histogram)
  if (total === 0) return []
  const points: EcdfPoint[] = []
  let [seen, told] = [histogram[0] ?? 0, Number.NEGATIVE_INFINITY]
  if (seen > 0) points.push({ value: 0, share: seen / total })
  for (let index = 2; index < histogram.length; index++) {
    const count = histogram[index] as number
    if (count === 0) continue
    if (points.length === 0) points.push({ value: bucketEdge(histogram, index - 1), share: 0 })
    seen += count
    const share = seen / total
    if (share - told < resolution && seen < total) continue
    told = share
    points.push({ value: bucketEdge(histogram, index), share })
  }
  return points
}
