import {
  type Changes,
  emptyChanges,
  firstChanges,
  setChange,
  sortChanges,
} from "@/lib/domain/curation/changes"
import type { Ranking } from "@/lib/domain/curation/ranking"
import { SlotSet } from "@/lib/domain/curation/slot-set"

/** One group while its changes are played. */
interface Group {
  number: number
  first: number
  size: number
  kept: number
  /** The slot of the last kept row; the one before the first slot when none is kept. */
  boundary: number
}

/**
 * What a ranking rule keeps of rows that come and go, as changes: after each stop exactly what `markOutranked` would keep of those there. The
 * rows of a group have slots in order of preference; kept are its first present slots up to a boundary, which every
 * change moves by one place at most. Group by group, so that what is in use fits a processor's cache.
 */
export function rankedChanges(changes: Changes, ranking: Ranking): Changes {
  const { groups, groupOf, quota } = ranking
  const { rows: rowAt, starts } = groups
  const slotOf = slotsOf(rowAt)
  const present = new SlotSet(rowAt.length)
  const { rows, stops, signs } = sortChanges(changes, groupOf)
  const kept = emptyChanges(2 * rows.length)
  let count = 0
  let current = -1
  const group: Group = { number: 0, first: 0, size: 0, kept: 0, boundary: 0 }
  const lastBefore = (slot: number) => (group.kept === 0 ? group.first - 1 : present.before(slot))
  const tell = (row: number, stop: number, sign: number) => setChange(kept, count++, row, stop, sign)
  const admitNext = (stop: number) => {
    group.boundary = present.after(group.boundary)
    group.kept += 1
    tell(rowAt[group.boundary] as number, stop, 1)
  }
  const dropLast = (stop: number) => {
    const slot = group.boundary
    group.kept -= 1
    group.boundary = lastBefore(slot)
    tell(rowAt[slot] as number, stop, -1)
  }
  const enter = (row: number, slot: number, stop: number) => {
    group.size += 1
    present.add(slot)
    const places = quota(group.size, group.number)
    if (slot > group.boundary) {
      if (group.kept < places) admitNext(stop)
      return
    }
    group.kept += 1
    tell(row, stop, 1)
    if (group.kept > places) dropLast(stop)
  }
  const leave = (row: number, slot: number, stop: number) => {
    group.size -= 1
    present.delete(slot)
    const places = Math.min(quota(group.size, group.number), group.size)
    if (slot > group.boundary) {
      if (group.kept > places) dropLast(stop)
      return
    }
    group.kept -= 1
    if (slot === group.boundary) group.boundary = lastBefore(slot)
    tell(row, stop, -1)
    if (group.kept < places) admitNext(stop)
  }
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    const stop = stops[index] as number
    const number = groupOf === null ? 0 : (groupOf[row] as number)
    if (number < 0) {
      tell(row, stop, signs[index] as number)
      continue
    }
    if (number !== current) {
      current = number
      group.number = number
      group.first = starts[number] as number
      group.size = 0
      group.kept = 0
      group.boundary = group.first - 1
    }
    if (signs[index] === 1) enter(row, slotOf[row] as number, stop)
    else leave(row, slotOf[row] as number, stop)
  }
  return firstChanges(kept, count)
}

function slotsOf(rowAt: Uint32Array): Uint32Array {
  const slots = new Uint32Array(rowAt.length)
  for (let slot = 0; slot < rowAt.length; slot++) slots[rowAt[slot] as number] = slot
  return slots
}
