import { remember } from "@/lib/domain/curation/column-memo"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { sortStably } from "@/lib/domain/curation/radix-sort"
import type { TieBreak } from "@/lib/domain/curation/rule"

const CRITERIA = {
  score: { column: "score", descending: true },
  steps: { column: "steps", descending: false },
  cost: { column: "costMicro", descending: false },
} as const satisfies Record<TieBreak, { column: string; descending: boolean }>

/** The columns that a tie-break list reads. */
export function preferenceColumns(tieBreak: readonly TieBreak[]): string[] {
  return tieBreak.map((name) => CRITERIA[name].column)
}

/**
 * All rows, the preferred first, as a rule's tie-break list states: unknown values last, then the row number (that is, the
 * episode id). Worked out once for a list and its columns.
 */
export function preferenceOrder(columns: EpisodeColumns, tieBreak: readonly TieBreak[]): Uint32Array {
  const criteria = tieBreak.map((name) => CRITERIA[name])
  return remember(columns, `order ${tieBreak}`, preferenceColumns(tieBreak), () => {
    const rows = new Uint32Array(columns.count)
    for (let row = 0; row < rows.length; row++) rows[row] = row
    return criteria.reduceRight<Uint32Array>(
      (order, { column, descending }) => sortStably(order, columns[column], descending),
      rows,
    )
  })
}
