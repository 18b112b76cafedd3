import type { Grouping } from "@/lib/domain/curation/grouping"
import type { Ranking } from "@/lib/domain/curation/ranking"
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

/** Nothing is ever there but what is of no group, which nothing can displace. */
function startWith(before: Int16Array, { rows, starts }: Grouping): Int16Array {
  const enter = new Int16Array(before.length).fill(-1)
  const free = starts[0] as number
  for (let index = 0; index < free; index++) {
    const row = rows[index] as number
    enter[row] = before[row] as number
  }
  return enter
}

/**
 * With room for `max`, a row is kept from the stop at which it comes until `max` better ones have come: until the
 * max-th highest stop among them, which a heap holds at its top.
 */
function keepFixed(before: Int16Array, { groups, quota }: Ranking): Presence {
  const max = quota(0, 0)
  if (max === 1) return keepOne(before, groups)
  const { rows, starts } = groups
  const enter = startWith(before, groups)
  const leave = new Int16Array(before.length).fill(-1)
  const heap = new Int16Array(Math.min(max, rows.length))
  let leaves = false
  for (let group = 0; group + 1 < starts.length && max > 0; group++) {
    const end = starts[group + 1] as number
    let filled = 0
    for (let index = starts[group] as number; index < end; index++) {
      const row = rows[index] as number
      const stop = before[row] as number
      if (stop < 0) continue
      if (filled < max) rise(heap, filled++, stop)
      else {
        const until = heap[0] as number
        if (stop <= until) continue
        leave[row] = until
        leaves = true
        sink(heap, max, stop)
      }
      enter[row] = stop
    }
  }
  return { enter, leave: leaves ? leave : null }
}

/** With room for one, a row is kept until a better one comes: all that matters of those before is the highest stop. */
function keepOne(before: Int16Array, groups: Grouping): Presence {
  const { rows, starts } = groups
  const enter = startWith(before, groups)
  const leave = new Int16Array(before.length).fill(-1)
  let leaves = false
  for (let group = 0; group + 1 < starts.length; group++) {
    const end = starts[group + 1] as number
    let highest = -1
    for (let index = starts[group] as number; index < end; index++) {
      const row = rows[index] as number
      const stop = before[row] as number
      if (stop <= highest) continue
      enter[row] = stop
      leave[row] = highest
      leaves ||= highest >= 0
      highest = stop
    }
  }
  return { enter, leave: leaves ? leave : null }
}

/** Puts a stop at the end of a heap of the lowest first. */
function rise(heap: Int16Array, size: number, stop: number): void {
  let node = size
  while (node > 0) {
    const parent = (node - 1) >> 1
    const above = heap[parent] as number
    if (above <= stop) break
    heap[node] = above
    node = parent
  }
  heap[node] = stop
}

/** Puts a stop in the place of the lowest. */
function sink(heap: Int16Array, size: number, stop: number): void {
  let node = 0
  for (let child = 1; child < size; child = 2 * node + 1) {
    if (child + 1 < size && (heap[child + 1] as number) < (heap[child] as number)) child += 1
    const below = heap[child] as number
    if (below >= stop) break
    heap[node] = below
    node = child
  }
  heap[node] = stop
}

/**
 * A share of a group whose rows come in the order in which they are preferred: the n-th kept row is the n-th to come, and is kept once
 * enough have come for n places. Null where a better row comes after a worse one.
 */
function keepShare(before: Int16Array, { groups, quota }: Ranking): Presence | null {
  const { rows, starts } = groups
  const enter = startWith(before, groups)
  const come = new Uint32Array(rows.length)
  for (let group = 0; group + 1 < starts.length; group++) {
    const end = starts[group + 1] as number
    let [size, kept, last] = [0, 0, 0x7fff]
    for (let index = starts[group] as number; index < end; index++) {
      const row = rows[index] as number
      const stop = before[row] as number
      if (stop < 0) continue
      if (stop > last) return null
      last = stop
      come[size++] = row
      if (quota(size, group) > kept) enter[come[kept++] as number] = stop
    }
  }
  return { enter, leave: null }
}
