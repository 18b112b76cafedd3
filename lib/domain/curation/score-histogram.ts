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
  const histogram = { edges, missing: 0, outside: 0 }
  // By label, then bin: the first for what is below or unknown, the last for the upper edge and beyond.
  const width = bins + 2
  const counted = new Uint32Array(STATE_OF_LABEL.length * width)
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] !== KEPT) continue
    const place = places[row] as number
    const at = ((columns.label[row] as number) + 2) * width + place + 1
    counted[at] = (counted[at] as number) + 1
    if (place >= 0 && place < bins) continue
    const value = values[row] as number
    if (value === span.high) continue
    counted[at] = (counted[at] as number) - 1
    if (Number.isNaN(value)) histogram.missing += 1
    else histogram.outside += 1
  }
  const counts = STATE_OF_LABEL.map((state, index) => {
    const stack = counted.slice(index * width + 1, (index + 1) * width - 1)
    stack[bins - 1] = (stack[bins - 1] as number) + (counted[(index + 1) * width - 1] as number)
    return [state, stack]
  })
  return { ...histogram, counts: Object.fromEntries(counts) }
}
