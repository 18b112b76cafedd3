import { BLOCK_ROWS, type NumberColumn, readBlock } from "@/lib/domain/number-block"

/**
 * By row: 1 where it is kept, 0 where it is not. One column after the other is read from end to end, without a call per row and
 * without a branch: which rows are kept is what a processor cannot guess, and a wrong guess takes longer than all else.
 */
export type RowMarks = Uint8Array

export function markAll(count: number): RowMarks {
  return new Uint8Array(count).fill(1)
}

/** Drops rows whose value lies outside of both ends, or is not known (NaN). */
export function keepBetween(marks: RowMarks, values: NumberColumn, low: number, high: number): void {
  for (let start = 0; start < marks.length; start += BLOCK_ROWS) {
    const end = Math.min(marks.length, start + BLOCK_ROWS)
    const block = readBlock(values, start, end)
    for (let row = start; row < end; row++) {
      const value = block[row - start] as number
      marks[row] = (marks[row] as number) & Number(value >= low) & Number(value <= high)
    }
  }
}

/** Drops rows whose number is not one of those with a 1, the others having a 0 or none; `flags` begin with that of the number `first`. */
export function keepAmong(marks: RowMarks, numbers: NumberColumn, flags: Uint8Array, first = 0): void {
  for (let start = 0; start < marks.length; start += BLOCK_ROWS) {
    const end = Math.min(marks.length, start + BLOCK_ROWS)
    const block = readBlock(numbers, start, end)
    for (let row = start; row < end; row++) {
      marks[row] = (marks[row] as number) & (flags[(block[row - start] as number) - first] as number)
    }
  }
}

/** Drops rows that others do not have, or with `isKept` false those that they have. */
export function keepMarked(marks: RowMarks, others: RowMarks, isKept = true): void {
  const turned = isKept ? 0 : 1
  for (let row = 0; row < marks.length; row++) {
    marks[row] = (marks[row] as number) & ((others[row] as number) ^ turned)
  }
}

export function countMarks(marks: RowMarks): number {
  let count = 0
  for (let row = 0; row < marks.length; row++) count += marks[row] as number
  return count
}
