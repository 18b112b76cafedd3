import { groupLimit, type Ranking } from "@/lib/domain/curation/ranking"
import { passes, type RowTest } from "@/lib/domain/curation/row-test"

/**
 * When rows are there while a threshold moves down from its highest stop: row r at the stops in (leave[r], enter[r]]. A row that never
 * is has enter -1; one that stays once it came has leave -1. `leave` is null where that is so of all.
 */
export interface Presence {
  enter: Int16Array
  leave: Int16Array | null
}

/** Rows that fail are never there. */
export function withoutFailing(before: Presence, test: RowTest): Presence {
  const enter = before.enter.slice()
  const leave = before.leave?.slice() ?? null
  for (let row = 0; row < enter.length; row++) {
    if ((enter[row] as number) < 0 || passes(test, row)) continue
    enter[row] = -1
    if (leave) leave[row] = -1
  }
  return { enter, leave }
}

/**
 * What a ranking rule keeps of rows that come and stay; null where the answer has no such form. One pass from the best row to
 * the worst, since only better rows matter to a row.
 */
export function keptPresence(presence: Presence, ranking: Ranking): Presence | null {
  if (presence.leave !== null) return null
  return ranking.fixed ? keepFixed(presence.enter, ranking) : keepShare(presence.enter, ranking)
}

/** Groups of the rows that are ever there: how many each has, and where its places begin in one array of all. */
function groupPlaces(enter: Int16Array, groupOf: Int32Array | null, most: number) {
  const groups = groupLimit(groupOf)
  const starts = new Uint32Array(groups + 1)
  for (let row = 0; row < enter.length; row++) {
    const group = groupOf === null ? 0 : (groupOf[row] as number)
    if (group >= 0 && (enter[row] as number) >= 0) starts[group + 1] = (starts[group + 1] as number) + 1
  }
  for (let group = 0; group < groups; group++) {
    starts[group + 1] = (starts[group] as number) + Math.min(most, starts[group + 1] as number)
  }
  return starts
}

/**
 * With room for `max`, a row is kept from the stop at which it comes until `max` better ones have come: until the
 * max-th highest stop among them, which a heap per group holds at its top.
 */
function keepFixed(before: Int16Array, { order, groupOf, quota }: Ranking): Presence {
  const max = quota(0, 0)
  if (max === 1) return keepOne(before, { order, groupOf })
  const enter = new Int16Array(before.length).fill(-1)
  const leave = new Int16Array(before.length).fill(-1)
  const starts = groupPlaces(before, groupOf, max)
  const filled = new Uint32Array(starts.length)
  const heaps = new Int16Array(starts.at(-1) as number)
  let leaves = false
  for (let index = 0; index < order.length && max > 0; index++) {
    const row = order[index] as number
    const stop = before[row] as number
    if (stop < 0) continue
    const group = groupOf === null ? 0 : (groupOf[row] as number)
    if (group < 0) {
      enter[row] = stop
      continue
    }
    const start = starts[group] as number
    const size = filled[group] as number
    if (size < max) {
      filled[group] = size + 1
      rise(heaps, start, size, stop)
    } else {
      const until = heaps[start] as number
      if (stop <= until) continue
      leave[row] = until
      leaves = true
      sink(heaps, start, max, stop)
    }
    enter[row] = stop
  }
  return { enter, leave: leaves ? leave : null }
}

/** With room for one, a row is kept until a better one comes: all that matters of those before is the highest stop. */
function keepOne(before: Int16Array, { order, groupOf }: Pick<Ranking, "order" | "groupOf">): Presence {
  const enter = new Int16Array(before.length).fill(-1)
  const leave = new Int16Array(before.length).fill(-1)
  const highest = new Int16Array(groupLimit(groupOf)).fill(-1)
  let leaves = false
  for (let index = 0; index < order.length; index++) {
    const row = order[index] as number
    const stop = before[row] as number
    if (stop < 0) continue
    const group = groupOf === null ? 0 : (groupOf[row] as number)
    if (group >= 0) {
      const until = highest[group] as number
      if (stop <= until) continue
      highest[group] = stop
      leave[row] = until
      leaves ||= until >= 0
    }
    enter[row] = stop
  }
  return { enter, leave: leaves ? leave : null }
}

/** Puts a stop at the end of a heap of the lowest first. */
function rise(heap: Int16Array, start: number, size: number, stop: number): void {
  let node = size
  while (node > 0) {
    const parent = (node - 1) >> 1
    const above = heap[start + parent] as number
    if (above <= stop) break
    heap[start + node] = above
    node = parent
  }
  heap[start + node] = stop
}

/** Puts a stop in the place of the lowest. */
function sink(heap: Int16Array, start: number, size: number, stop: number): void {
  let node = 0
  for (let child = 1; child < size; child = 2 * node + 1) {
    if (child + 1 < size && (heap[start + child + 1] as number) < (heap[start + child] as number)) child += 1
    const below = heap[start + child] as number
    if (below >= stop) break
    heap[start + node] = below
    node = child
  }
  heap[start + node] = stop
}

/**
 * A share of a group whose rows come in the order in which they are preferred: the n-th kept row is the n-th to come, and is kept once
 * enough have come for n places. Null where a better row comes after a worse one.
 */
function keepShare(before: Int16Array, { order, groupOf, quota }: Ranking): Presence | null {
  const enter = new Int16Array(before.length).fill(-1)
  const starts = groupPlaces(before, groupOf, before.length)
  const rows = new Uint32Array(starts.at(-1) as number)
  const seen = new Uint32Array(starts.length)
  const kept = new Uint32Array(starts.length)
  const last = new Int16Array(starts.length).fill(0x7fff)
  for (let index = 0; index < order.length; index++) {
    const row = order[index] as number
    const stop = before[row] as number
    if (stop < 0) continue
    const group = groupOf === null ? 0 : (groupOf[row] as number)
    if (group < 0) {
      enter[row] = stop
      continue
    }
    if (stop > (last[group] as number)) return null
    last[group] = stop
    const start = starts[group] as number
    const size = (seen[group] as number) + 1
    seen[group] = size
    rows[start + size - 1] = row
    const places = kept[group] as number
    if (quota(size, group) > places) {
      enter[rows[start + places] as number] = stop
      kept[group] = places + 1
    }
  }
  return { enter, leave: null }
}
