import { allRows } from "@/lib/domain/curation/apply-recipe"
import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"
import { labelState } from "@/lib/domain/curation/row-test"
import { LABEL_STATES, type LabelState } from "@/lib/domain/curation/rule"
import { evenStops, lastStopAtOrBelow, type Reach, reachOf } from "@/lib/domain/curation/stops"

/**
 * Counts per bin, apart by current label. Bin i holds edges[i] <= value < edges[i + 1], the last bin its upper edge too;
 * `missing` counts episodes without the metric, `outside` those beyond the given reach.
 */
export interface ScoreHistogram {
  edges: Float64Array
  counts: Record<LabelState, Uint32Array>
  missing: number
  outside: number
}

/** The histogram of a metric over `rows` (all without it); null when no episode has the metric and no reach is given. */
export function scoreHistogram(
  columns: EpisodeColumns,
  metric: string,
  bins: number,
  { reach, rows = allRows(columns) }: { reach?: Reach; rows?: Uint32Array } = {},
): ScoreHistogram | null {
  const values = metricColumn(columns, metric)
  const span = values && (reach ?? reachOf(values, rows))
  if (!values || !span) return null
  const edges = evenStops(span, bins + 1)
  const counts = Object.fromEntries(LABEL_STATES.map((state) => [state, new Uint32Array(bins)]))
  const histogram = { edges, counts, missing: 0, outside: 0 } as ScoreHistogram
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    const value = values[row] as number
    if (Number.isNaN(value)) histogram.missing += 1
    else if (value < span.low || value > span.high) histogram.outside += 1
    else {
      const bin = Math.min(bins - 1, lastStopAtOrBelow(edges, value))
      const stack = histogram.counts[labelState(columns, row)]
      stack[bin] = (stack[bin] as number) + 1
    }
  }
  return histogram
}
