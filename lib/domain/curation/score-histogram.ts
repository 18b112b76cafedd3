import { remember } from "@/lib/domain/curation/column-memo"
import {
  COLUMN_NAMES,
  type EpisodeColumns,
  metricColumn,
  NO_LABEL,
} from "@/lib/domain/curation/episode-columns"
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

interface Counted {
  reach?: Reach
  marks?: Marks
  /** Names what the marks come from: the same name over the same columns is counted once. */
  marksName?: string
}

/** The histogram of a metric over the kept rows (all without marks); null when no episode has the metric and no reach is given. */
export function scoreHistogram(
  columns: EpisodeColumns,
  metric: string,
  bins: number,
  { reach, marks, marksName }: Counted = {},
): ScoreHistogram | null {
  const values = metricColumn(columns, metric)
  const span = values && (reach ?? reachOf(values))
  if (!values || !span) return null
  const count = () => countPlaces(columns, { metric, values, span, bins }, marks ?? createMarks(columns))
  const key = `histogram ${bins} ${span.low} ${span.high} ${metric} ${marksName}`
  const from = [...COLUMN_NAMES, ...Object.keys(columns.metrics)]
  const counted = marksName === undefined ? count() : remember(columns, key, from, count)
  const width = bins + 2
  const counts = STATE_OF_LABEL.map((state, index) => {
    const stack = counted.slice(index * width + 1, (index + 1) * width - 1)
    stack[bins - 1] = (stack[bins - 1] as number) + (counted[(index + 1) * width - 1] as number)
    return [state, stack]
  })
  const [missing, outside] = counted.subarray(STATE_OF_LABEL.length * width)
  return {
    edges: evenStops(span, bins + 1),
    counts: Object.fromEntries(counts),
    missing: missing as number,
    outside: outside as number,
  }
}

interface Places {
  metric: string
  values: Float64Array
  span: Reach
  bins: number
}

/** By label, then bin: the first for what is below or unknown, the last for the upper edge and beyond; then how many are unknown and how many outside. */
function countPlaces(
  columns: EpisodeColumns,
  { metric, values, span, bins }: Places,
  marks: Marks,
): Uint32Array {
  const { label } = columns
  const places = stopOfRows(columns, metric, span, bins + 1)
  const width = bins + 2
  const missing = STATE_OF_LABEL.length * width
  const counted = new Uint32Array(missing + 2)
  for (let row = 0; row < marks.length; row++) {
    if (marks[row] !== KEPT) continue
    const place = places[row] as number
    let at = ((label[row] as number) - NO_LABEL) * width + place + 1
    if (place < 0 || place >= bins) {
      const value = values[row] as number
      if (value !== span.high) at = Number.isNaN(value) ? missing : missing + 1
    }
    counted[at] = (counted[at] as number) + 1
  }
  return counted
}
