/** An order of rows by a column, unknown values (NaN) last in both directions, equal ones by row in the direction of the order. */
export interface ColumnOrder {
  values: ArrayLike<number>
  descending: boolean
  /** What stands for an unknown value in a column of integers. */
  unknown?: number
}

/** A place in an order: a value (NaN: unknown) and how many rows stand before it among all; `row` itself need not exist any more. */
export interface ColumnPlace {
  value: number
  row: number
  /** Whether a row of that number is the place itself, rather than the first one behind it. */
  exists: boolean
}

export interface ColumnPage {
  /** Rows in order, at most `limit`. */
  rows: number[]
  /** All rows that are kept, wherever they stand. */
  total: number
}

/** Below 0 where the first comes first. */
function compareRows(
  order: ColumnOrder,
): (left: number, leftRow: number, right: number, rightRow: number) => number {
  const sign = order.descending ? -1 : 1
  return (left, leftRow, right, rightRow) => {
    if (left === right || (Number.isNaN(left) && Number.isNaN(right))) return sign * (leftRow - rightRow)
    if (Number.isNaN(left)) return 1
    if (Number.isNaN(right)) return -1
    return left < right ? -sign : sign
  }
}

/**
 * The first rows after a place (before it, the nearest first, when backward) among those kept, in one pass over all rows: it holds `limit`
 * rows at a time, and most rows are told from the last of them by one comparison.
 */
export function pageOfColumn(
  count: number,
  keep: (row: number) => boolean,
  order: ColumnOrder,
  { from, backward, limit }: { from: ColumnPlace | null; backward: boolean; limit: number },
): ColumnPage {
  const { values, unknown } = order
  const compare = compareRows(order)
  const direction = backward ? -1 : 1
  const valueAt = (row: number) => {
    const value = values[row] as number
    return value === unknown ? Number.NaN : value
  }
  // A place between two rows lies behind the lower one, whichever way the rows go.
  const edge = from && (from.exists ? from.row : from.row - 0.5)
  const rows: number[] = []
  let total = 0
  // Times grow with rows: from the end that the page is at, few rows displace another.
  const downwards = order.descending !== backward
  for (let step = 0; step < count; step++) {
    const row = downwards ? count - 1 - step : step
    if (!keep(row)) continue
    total += 1
    const value = valueAt(row)
    if (from && direction * compare(value, row, from.value, edge as number) <= 0) continue
    const last = rows.at(-1)
    const isFull = rows.length === limit
    if (isFull && last !== undefined && direction * compare(value, row, valueAt(last), last) >= 0) continue
    insertRow(rows, row, (other) => direction * compare(value, row, valueAt(other), other) < 0)
    if (rows.length > limit) rows.pop()
  }
  return { rows, total }
}

/** Puts a row before the first one that it comes before; rows are in order. */
function insertRow(rows: number[], row: number, isBefore: (other: number) => boolean): void {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(rows[middle] as number)) high = middle
    else low = middle + 1
  }
  rows.splice(low, 0, row)
}
