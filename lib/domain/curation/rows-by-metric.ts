import { remember } from "@/lib/domain/curation/column-memo"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { sortStably } from "@/lib/domain/curation/radix-sort"

/** All rows, the lowest value of a metric first, unknown ones last. */
export interface RowsByMetric {
  rows: Uint32Array
  /** By place: the value of its row. */
  values: Float64Array
  /** By place: what humans say of its row. */
  humanLabels: Int8Array
}

/** Worked out once for as long as the values stay; `column` holds them by row. */
export function rowsByMetric(columns: EpisodeColumns, metric: string, column: Float64Array): RowsByMetric {
  const rows = remember(columns, `ascending ${metric}`, [metric], () =>
    sortStably(Uint32Array.from(column.keys()), column, false),
  )
  // Fetched in this order a million values miss the processor's cache a million times.
  const values = remember(columns, `ascending values ${metric}`, [metric], () =>
    Float64Array.from(rows, (row) => column[row] as number),
  )
  const humanLabels = remember(columns, `ascending labels ${metric}`, [metric, "humanLabel"], () =>
    Int8Array.from(rows, (row) => columns.humanLabel[row] as number),
  )
  return { rows, values, humanLabels }
}
