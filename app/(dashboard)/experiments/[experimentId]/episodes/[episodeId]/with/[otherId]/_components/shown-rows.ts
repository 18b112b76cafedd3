import type { EpisodeDiffRow } from "@/lib/contracts/episodes"

/** `at` is the position among all rows. */
export type ShownRow = { kind: "row"; at: number } | { kind: "folded"; from: number; count: number }

/** Fewer are not worth a click. */
const FOLD_FROM = 4

/** The rows in which both do the same before they part are folded to one line, but the last of them. */
export function toShownRows(
  rows: readonly EpisodeDiffRow[],
  firstDivergence: number | null,
  open: boolean,
): ShownRow[] {
  const all = rows.map((_, at): ShownRow => ({ kind: "row", at }))
  const alike = (firstDivergence ?? 0) - 1
  if (open || alike < FOLD_FROM) return all
  return [{ kind: "folded", from: 0, count: alike }, ...all.slice(alike)]
}

/** Position of the next row with a difference after (or before) one, wrapping round; null when there is none. */
export function findDifference(
  rows: readonly EpisodeDiffRow[],
  at: number | null,
  by: 1 | -1,
): number | null {
  const differ = rows.flatMap((row, index) => (row.parts ? [index] : []))
  if (by === 1) return differ.find((index) => index > (at ?? -1)) ?? differ[0] ?? null
  return differ.findLast((index) => index < (at ?? rows.length)) ?? differ.at(-1) ?? null
}
