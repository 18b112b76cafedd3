import type { Presence } from "@/lib/domain/curation/presence"
import { passes, type RowTest } from "@/lib/domain/curation/row-test"

/** Rows that come (1) or go (-1) while a threshold moves down; changes of one row stand in the order in which they happen. */
export interface Changes {
  rows: Uint32Array
  stops: Int16Array
  signs: Int8Array
}

export function emptyChanges(count: number): Changes {
  return { rows: new Uint32Array(count), stops: new Int16Array(count), signs: new Int8Array(count) }
}

export function firstChanges({ rows, stops, signs }: Changes, count: number): Changes {
  return { rows: rows.subarray(0, count), stops: stops.subarray(0, count), signs: signs.subarray(0, count) }
}

export function changesOf({ enter, leave }: Presence): Changes {
  const changes = emptyChanges(2 * enter.length)
  let count = 0
  for (let row = 0; row < enter.length; row++) {
    if ((enter[row] as number) < 0) continue
    setChange(changes, count++, row, enter[row] as number, 1)
    if (leave && (leave[row] as number) >= 0) setChange(changes, count++, row, leave[row] as number, -1)
  }
  return firstChanges(changes, count)
}

export function setChange(changes: Changes, at: number, row: number, stop: number, sign: number): void {
  changes.rows[at] = row
  changes.stops[at] = stop
  changes.signs[at] = sign
}

export function changesWithoutFailing(changes: Changes, test: RowTest): Changes {
  const passing = emptyChanges(changes.rows.length)
  let count = 0
  for (let index = 0; index < changes.rows.length; index++) {
    const row = changes.rows[index] as number
    if (!passes(test, row)) continue
    setChange(passing, count++, row, changes.stops[index] as number, changes.signs[index] as number)
  }
  return firstChanges(passing, count)
}

/** By group (negative ones first), within a group from the highest stop down, else in the order they had. */
export function sortChanges(changes: Changes, groupOf: Int32Array | null): Changes {
  const { rows, stops } = changes
  const byStop = scatter(changes, (index) => 0x7fff - (stops[index] as number))
  if (groupOf === null || rows.length === 0) return byStop
  return scatter(byStop, (index) => Math.max(0, (groupOf[byStop.rows[index] as number] as number) + 1))
}

/** A counting sort by small numbers. */
function scatter(changes: Changes, keyAt: (index: number) => number): Changes {
  const count = changes.rows.length
  const keys = new Uint32Array(count)
  let limit = 0
  for (let index = 0; index < count; index++) {
    const key = keyAt(index)
    keys[index] = key
    if (key >= limit) limit = key + 1
  }
  const next = new Uint32Array(limit + 1)
  for (let index = 0; index < count; index++) {
    const key = (keys[index] as number) + 1
    next[key] = (next[key] as number) + 1
  }
  for (let key = 1; key < limit; key++) next[key] = (next[key] as number) + (next[key - 1] as number)
  const sorted = emptyChanges(count)
  for (let index = 0; index < count; index++) {
    const key = keys[index] as number
    const at = next[key] as number
    next[key] = at + 1
    setChange(
      sorted,
      at,
      changes.rows[index] as number,
      changes.stops[index] as number,
      changes.signs[index] as number,
    )
  }
  return sorted
}
