import type { Preference } from "@/lib/domain/curation/preference"

/**
 * Of `rows` (ascending), the best `max` of each group, ascending; rows of a negative group number are all kept.
 * One pass in row order with a bounded heap per group, its worst row on top: O(n log max), and a row that cannot enter
 * costs one comparison. Plain index loops, since iterating a typed array is five times slower.
 */
export function bestPerGroup(
  rows: Uint32Array,
  groupOf: Int32Array,
  max: number,
  order: Preference,
): Uint32Array {
  const sizes = groupSizes(rows, groupOf)
  const heaps = heapStarts(sizes, max)
  const filled = new Uint32Array(sizes.length)
  const arena = new Uint32Array(heaps[sizes.length] as number)
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    const group = groupOf[row] as number
    if (group < 0) continue
    const start = heaps[group] as number
    const size = filled[group] as number
    if (size < max) {
      arena[start + size] = row
      filled[group] = size + 1
      if (size + 1 === max && (sizes[group] as number) > max) heapify(arena, start, max, order)
    } else if (!order.clearlyWorse(row, arena[start] as number)) {
      if (order.prefers(row, arena[start] as number)) sink(arena, start, max, 0, row, order)
    }
  }
  return keepMarked(rows, groupOf, arena)
}

function groupSizes(rows: Uint32Array, groupOf: Int32Array): Uint32Array {
  let groups = 0
  for (let index = 0; index < rows.length; index++) {
    const group = groupOf[rows[index] as number] as number
    if (group >= groups) groups = group + 1
  }
  const sizes = new Uint32Array(groups)
  for (let index = 0; index < rows.length; index++) {
    const group = groupOf[rows[index] as number] as number
    if (group >= 0) sizes[group] = (sizes[group] as number) + 1
  }
  return sizes
}

function heapStarts(sizes: Uint32Array, max: number): Uint32Array {
  const starts = new Uint32Array(sizes.length + 1)
  for (let group = 0; group < sizes.length; group++) {
    starts[group + 1] = (starts[group] as number) + Math.min(max, sizes[group] as number)
  }
  return starts
}

function heapify(arena: Uint32Array, start: number, size: number, order: Preference): void {
  for (let node = (size >> 1) - 1; node >= 0; node--) {
    sink(arena, start, size, node, arena[start + node] as number, order)
  }
}

/** Puts a row at a node of the heap, or below it while a child is worse. */
function sink(
  arena: Uint32Array,
  start: number,
  size: number,
  from: number,
  row: number,
  { prefers }: Preference,
): void {
  let node = from
  for (let child = 2 * node + 1; child < size; child = 2 * node + 1) {
    const right = child + 1
    if (right < size && prefers(arena[start + child] as number, arena[start + right] as number)) child = right
    const worse = arena[start + child] as number
    if (!prefers(row, worse)) break
    arena[start + node] = worse
    node = child
  }
  arena[start + node] = row
}

function keepMarked(rows: Uint32Array, groupOf: Int32Array, arena: Uint32Array): Uint32Array {
  const marked = new Uint8Array(groupOf.length)
  for (let index = 0; index < arena.length; index++) marked[arena[index] as number] = 1
  const kept = new Uint32Array(rows.length)
  let count = 0
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    if (marked[row] === 1 || (groupOf[row] as number) < 0) kept[count++] = row
  }
  return kept.slice(0, count)
}
