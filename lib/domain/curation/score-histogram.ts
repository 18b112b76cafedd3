import { type EpisodeColumns, metricColumn } from "@/lib/domain/curation/episode-columns"
import { createMarks, KEPT, type Marks } from "@/lib/domain/curation/marks"
import { STATE_OF_LABEL } from "@/lib/domain/curation/row-test"
import type { LabelState } from "@/lib/domain/curation/rule"
import { evenStops, type Reach, reachOf, stopOfRows } from "@/lib/domain/curation/stops"

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

/** The histogram of a metric over the kept rows (all without marks); null when no episode has the metric and no reach is given. */
export function scoreHistogram(
  columns: EpisodeColumns,
  metric: string,
  bins: number,
  { reach, marks = createMarks(columns) }: { reach?: Reach; marks?: Marks } = {},
): ScoreHistogram | null {
  const values = metricColumn(columns, metric)
  const span = values && (reach ?? reachOf(values))
  if (!values || !span) return null
  const edges = evenStops(span, bins + 1)
  const places = stopOfRows(columns, metric, span, bins + 1)
  const stacks = STATE_OF_LABEL.map(() => new Uint32Array(bins))
  const histogram = { edges, missing: 0, outside: 0 }
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] !== KEPT) continue
    const value = values[row] as number
    if (Number.isNaN(value)) histogram.missing += 1
    else if (value < span.low || value > span.high) histogram.outside += 1
    else {
      const place = places[row] as number
      const stack = stacks[(columns.label[row] as number) + 2] as Uint32Array
      const bin = place === bins ? bins - 1 : place
      stack[bin] = (stack[bin] as number) + 1
    }
  }
  const counts = Object.fromEntries(STATE_OF_LABEL.map((state, index) => [state, stacks[index]!]))
  return { ...histogram, counts: counts as ScoreHistogram["counts"] }
}
