import { BLOCK_ROWS, type NumberColumn, readBlock } from "@/lib/domain/number-block"
import type { RowMarks } from "@/lib/domain/row-marks"

/** An order of rows by a column, unknown values (NaN) last in both directions, equal ones by row in the direction of the order. */
export interface ColumnOrder {
  values: NumberColumn
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

interface PageOptions {
  from: ColumnPlace | null
  backward: boolean
  limit: number
}

/**
 * The first rows after a place (before it, the nearest first, when backward) among those that are marked, in one pass. It holds `limit` rows
 * at a time, and most are told from the last of them by one comparison: blocks are read one here and one there, so that this holds
 * also where a column rises or falls with the rows.
 */
export function pageOfColumn(marks: RowMarks, order: ColumnOrder, options: PageOptions): number[] {
  const page = new PageRows(order, options)
  const blocks = Math.ceil(marks.length / BLOCK_ROWS)
  const stride = strideOf(blocks)
  for (let step = 0; step < blocks; step++) {
    const start = ((step * stride) % blocks) * BLOCK_ROWS
    page.read(marks, start, Math.min(marks.length, start + BLOCK_ROWS))
  }
  return page.rows
}

/** A number of steps that comes to every one of `count` places before it comes to one again, near the golden section. */
function strideOf(count: number): number {
  let stride = Math.max(1, Math.round(count * 0.618))
  while (commonDivisor(stride, count) > 1) stride += 1
  return stride
}

function commonDivisor(left: number, right: number): number {
  return right === 0 ? left : commonDivisor(right, left % right)
}

/** The best rows so far. Keys ascend the way that the page goes; so do rows of equal keys once turned over. */
class PageRows {
  readonly rows: number[] = []
  private readonly keys: number[] = []
  private readonly values: NumberColumn
  private readonly unknown: number
  private readonly unknownKey: number
  private readonly sign: 1 | -1
  private readonly limit: number
  private readonly from: { key: number; row: number } | null

  constructor({ values, unknown, descending }: ColumnOrder, { from, backward, limit }: PageOptions) {
    this.values = values
    this.unknown = unknown ?? Number.NaN
    this.unknownKey = backward ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    this.sign = descending === backward ? 1 : -1
    this.limit = limit
    // A place between two rows lies behind the lower one, whichever way the rows go.
    this.from = from && {
      key: this.keyOf(from.value),
      row: this.sign * (from.exists ? from.row : from.row - 0.5),
    }
  }

  /**
   * Works keys out as `keyOf` does, in place: a call for every row would take longer than all else. So would a question whose answer
   * nobody can guess, such as whether a row is marked; it is put only where the key is one for the page, and that is rare.
   */
  read(marks: RowMarks, start: number, end: number): void {
    const { sign, unknown, unknownKey } = this
    const block = readBlock(this.values, start, end)
    const lowest = this.from?.key ?? Number.NEGATIVE_INFINITY
    let highest = this.highest
    for (let step = start; step < end; step++) {
      const row = sign === 1 ? step : start + end - 1 - step
      const value = block[row - start] as number
      // An unknown float is NaN, which no comparison drops.
      const plain = value === unknown ? unknownKey : sign * value
      if ((Number(plain > highest) | Number(plain < lowest)) !== 0 || marks[row] === 0) continue
      const key = Number.isNaN(plain) ? unknownKey : plain
      if (key > highest || key < lowest) continue
      if (key === lowest && !this.isBehindPlace(sign * row)) continue
      this.insert(key, row)
      highest = this.highest
    }
  }

  private keyOf(value: number): number {
    return value === this.unknown || Number.isNaN(value) ? this.unknownKey : this.sign * value
  }

  private get highest(): number {
    return this.rows.length < this.limit ? Number.POSITIVE_INFINITY : (this.keys.at(-1) as number)
  }

  private isBehindPlace(turned: number): boolean {
    return this.from === null || turned > this.from.row
  }

  private insert(key: number, row: number): void {
    const { rows, keys, sign } = this
    let low = 0
    let high = rows.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = keys[middle] as number
      if (key < other || (key === other && sign * row < sign * (rows[middle] as number))) high = middle
      else low = middle + 1
    }
    if (low === this.limit) return
    rows.splice(low, 0, row)
    keys.splice(low, 0, key)
    if (rows.length <= this.limit) return
    rows.pop()
    keys.pop()
  }
}
