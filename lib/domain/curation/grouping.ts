import { remember } from "@/lib/domain/curation/column-memo"
import type { EpisodeColumns } from "@/lib/domain/curation/episode-columns"
import { preferenceColumns, preferenceOrder } from "@/lib/domain/curation/preference"
import type { TieBreak } from "@/lib/domain/curation/rule"

export type GroupColumn = "taskNo" | "groupNo" | "contentGroup" | "nearGroup" | "nearTaskGroup"

/** All rows, group by group, the preferred first: so that what a group needs stays in a processor's cache. */
export interface Grouping {
  rows: Uint32Array
  /** By group: where it begins; the end after the last. What stands before the first is of no group. */
  starts: Uint32Array
}

/** Worked out once for a column, a tie-break and their values; without a column all are one group. */
export function groupingOf(
  columns: EpisodeColumns,
  column: GroupColumn | null,
  tieBreak: readonly TieBreak[],
): Grouping {
  const order = preferenceOrder(columns, tieBreak)
  if (column === null) return { rows: order, starts: Uint32Array.of(0, order.length) }
  const groupOf = columns[column]
  const starts = remember(columns, `starts ${column}`, [column], () => startsOf(groupOf))
  const from = [column, ...preferenceColumns(tieBreak)]
  const rows = remember(columns, `grouped ${column} ${tieBreak}`, from, () => regroup(order, groupOf, starts))
  return { rows, starts }
}

function startsOf(groupOf: Int32Array): Uint32Array {
  let limit = 0
  for (let row = 0; row < groupOf.length; row++) limit = Math.max(limit, (groupOf[row] as number) + 1)
  const starts = new Uint32Array(limit + 1)
  for (let row = 0; row < groupOf.length; row++) {
    const place = Math.max(0, (groupOf[row] as number) + 1)
    starts[place] = (starts[place] as number) + 1
  }
  // So far the count of the group before; the rows of no group come first.
  for (let group = 1; group <= limit; group++) {
    starts[group] = (starts[group] as number) + (starts[group - 1] as number)
  }
  return starts
}

function regroup(order: Uint32Array, groupOf: Int32Array, starts: Uint32Array): Uint32Array {
  const rows = new Uint32Array(order.length)
  const next = starts.slice()
  let free = 0
  for (let index = 0; index < order.length; index++) {
    const row = order[index] as number
    const group = groupOf[row] as number
    if (group < 0) {
      rows[free++] = row
      continue
    }
    const place = next[group] as number
    rows[place] = row
    next[group] = place + 1
  }
  return rows
}
