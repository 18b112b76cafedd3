import { processWide } from "@/lib/domain/process-wide"
import { randomInts } from "@/lib/domain/random"

/** How many draws are kept in all (32 MB); where one length needs more they are made again for every pass. */
const MOST_KEPT_DRAWS = 2 ** 23

/** Columns summed in one pass over the draws: their rows stay in the processor's nearest cache. */
const WIDTH = 4

export interface DrawOptions {
  resamples: number
  seed: number
}

/** The drawn tasks of a resample lie in `drawn` from `from`, one draw per task; read resamples in order. */
type ReadDraws = (resample: number) => { drawn: Int32Array; from: number }

/** The draws made last: the next comparison is most often about as many tasks. The oldest go first. */
const kept = processWide("draws", () => ({ byKey: new Map<string, Int32Array>(), count: 0 }))

/**
 * The sums of columns (one number per task, all the same length) over bootstrap resamples of the tasks:
 * `result[column][resample]`. Equal lengths and options meet the same resamples.
 */
export function resampleSums(columns: readonly Float64Array[], options: DrawOptions): Float64Array[] {
  const tasks = columns[0]?.length ?? 0
  const sums = columns.map(() => new Float64Array(options.resamples))
  for (let at = 0; at < columns.length; at += WIDTH) {
    const together = columns.slice(at, at + WIDTH)
    const read = startDraws(tasks, options)
    if (together.length === 1) sumColumn(together[0] as Float64Array, read, sums[at] as Float64Array)
    else sumRows(interleave(together, tasks), read, sums.slice(at, at + WIDTH))
  }
  return sums
}

function sumColumn(column: Float64Array, read: ReadDraws, sums: Float64Array): void {
  for (let resample = 0; resample < sums.length; resample++) {
    const { drawn, from } = read(resample)
    const to = from + column.length
    let sum = 0
    for (let index = from; index < to; index++) sum += column[drawn[index] as number] as number
    sums[resample] = sum
  }
}

function startDraws(tasks: number, { resamples, seed }: DrawOptions): ReadDraws {
  const draw = randomInts(seed, tasks)
  if (tasks * resamples > MOST_KEPT_DRAWS) {
    const drawn = new Int32Array(tasks)
    return () => ({ drawn: draw(drawn), from: 0 })
  }
  const key = `${tasks} ${resamples} ${seed}`
  const drawn = kept.byKey.get(key) ?? keepDraws(key, draw(new Int32Array(tasks * resamples)))
  return (resample) => ({ drawn, from: resample * tasks })
}

function keepDraws(key: string, drawn: Int32Array): Int32Array {
  kept.byKey.set(key, drawn)
  kept.count += drawn.length
  for (const [oldest, { length }] of kept.byKey) {
    if (kept.count <= MOST_KEPT_DRAWS) break
    kept.byKey.delete(oldest)
    kept.count -= length
  }
  return drawn
}

/** The numbers of one task side by side. */
function interleave(columns: readonly Float64Array[], tasks: number): Float64Array {
  const rows = new Float64Array(tasks * WIDTH)
  for (const [at, column] of columns.entries())
    for (let task = 0; task < tasks; task++) rows[task * WIDTH + at] = column[task] as number
  return rows
}

function sumRows(rows: Float64Array, read: ReadDraws, sums: readonly Float64Array[]): void {
  const tasks = rows.length / WIDTH
  const resamples = sums[0]?.length ?? 0
  const total = new Float64Array(WIDTH)
  for (let resample = 0; resample < resamples; resample++) {
    const { drawn, from } = read(resample)
    addRows(rows, drawn.subarray(from, from + tasks), total)
    for (let at = 0; at < sums.length; at++) (sums[at] as Float64Array)[resample] = total[at] as number
  }
}

/** One addition per column and draw, written out: the inner loop of every interval. */
function addRows(rows: Float64Array, drawn: Int32Array, total: Float64Array): void {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let index = 0; index < drawn.length; index++) {
    const row = (drawn[index] as number) * WIDTH
    first += rows[row] as number
    second += rows[row + 1] as number
    third += rows[row + 2] as number
    fourth += rows[row + 3] as number
  }
  total[0] = first
  total[1] = second
  total[2] = third
  total[3] = fourth
}
