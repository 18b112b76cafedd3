import { createRandom, randomInts } from "@/lib/domain/random"

export const DEFAULT_RESAMPLES = 2000

/** Beyond this many draws they are made again for every column instead of being kept. */
const MOST_KEPT_DRAWS = 2 ** 23

/**
 * Bootstrap resamples of tasks. Columns of the same length meet the same resamples, so figures of several runs on the same
 * tasks, in the same order, are resampled in pairs; a column seen before is not summed again.
 */
export interface Resampler {
  resamples: number
  /** The sum of the column over every resample. */
  sums(column: Float64Array): Float64Array
}

export function createResampler({ resamples = DEFAULT_RESAMPLES, seed = 1 } = {}): Resampler {
  const kept = new Map<number, Int32Array>()
  const known = new Map<number, { column: Float64Array; sums: Float64Array }[]>()
  const sumUp = (column: Float64Array) => {
    if (column.every((value) => value === column[0]))
      return new Float64Array(resamples).fill((column[0] ?? 0) * column.length)
    if (column.length * resamples > MOST_KEPT_DRAWS) return sumFresh(column, resamples, seed)
    const draws = kept.get(column.length) ?? randomInts(seed, column.length, column.length * resamples)
    kept.set(column.length, draws)
    return sumDrawn(column, draws, resamples)
  }
  return {
    resamples,
    sums(column) {
      const key = hashOf(column)
      const alike = known.get(key) ?? []
      const found = alike.find((entry) => isEqual(entry.column, column))
      if (found) return found.sums
      const sums = sumUp(column)
      known.set(key, [...alike, { column, sums }])
      return sums
    },
  }
}

function sumDrawn(column: Float64Array, draws: Int32Array, resamples: number): Float64Array {
  const sums = new Float64Array(resamples)
  const tasks = column.length
  for (let resample = 0, index = 0; resample < resamples; resample++) {
    let sum = 0
    for (const end = index + tasks; index < end; index++) sum += column[draws[index] as number] as number
    sums[resample] = sum
  }
  return sums
}

/** The same sums from the same draws, without keeping those. */
function sumFresh(column: Float64Array, resamples: number, seed: number): Float64Array {
  const random = createRandom(seed)
  const sums = new Float64Array(resamples)
  for (let resample = 0; resample < resamples; resample++) {
    let sum = 0
    for (let draw = 0; draw < column.length; draw++)
      sum += column[Math.floor(random() * column.length)] as number
    sums[resample] = sum
  }
  return sums
}

function isEqual(left: Float64Array, right: Float64Array): boolean {
  return left === right || (left.length === right.length && left.every((value, at) => value === right[at]))
}

/** FNV-1a over the 32-bit halves of the numbers. */
function hashOf(column: Float64Array): number {
  const halves = new Uint32Array(column.buffer, column.byteOffset, column.length * 2)
  let hash = 0x811c9dc5
  for (let index = 0; index < halves.length; index++)
    hash = Math.imul(hash ^ (halves[index] as number), 0x01000193)
  return hash
}
