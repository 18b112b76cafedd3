/** Adds or removes one row. */
export function toggleRow(selected: ReadonlySet<string>, id: string): Set<string> {
  const next = new Set(selected)
  if (!next.delete(id)) next.add(id)
  return next
}

/** Adds every row between the last one touched and this one, in the order shown. */
export function extendSelection(
  selected: ReadonlySet<string>,
  order: readonly string[],
  from: string | null,
  to: string,
): Set<string> {
  const start = from === null ? -1 : order.indexOf(from)
  const end = order.indexOf(to)
  if (start < 0 || end < 0) return toggleRow(selected, to)
  const range = order.slice(Math.min(start, end), Math.max(start, end) + 1)
  return new Set([...selected, ...range])
}

/** Selects all rows shown, or none of them when all were. Rows not shown keep their state. */
export function toggleAll(selected: ReadonlySet<string>, order: readonly string[]): Set<string> {
  const all = order.every((id) => selected.has(id))
  const next = new Set(selected)
  for (const id of order) {
    if (all) next.delete(id)
    else next.add(id)
  }
  return next
}

/** The row that `j` or `k` goes to; the first or last when none was active. */
export function moveActive(order: readonly string[], active: string | null, by: 1 | -1): string | null {
  if (order.length === 0) return null
  const at = active === null ? -1 : order.indexOf(active)
  if (at < 0) return (by === 1 ? order[0] : order.at(-1)) ?? null
  return order[Math.min(order.length - 1, Math.max(0, at + by))] ?? null
}
