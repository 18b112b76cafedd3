import { ColumnMap } from "@/lib/domain/stats/column-map"
import { type DrawOptions, resampleSums } from "@/lib/domain/stats/resample-sums"
import {
  classify,
  packClasses,
  type TaskClasses,
  unpackCounts,
  valuesByClass,
} from "@/lib/domain/stats/value-classes"

export const DEFAULT_RESAMPLES = 2000

/**
 * Bootstrap resamples of tasks. Columns of the same length meet the same resamples, so figures of several runs on the same
 * tasks, in the same order, are resampled in pairs; a column seen before is not summed again.
 */
export interface Resampler {
  resamples: number
  /** The sum of the column over every resample. */
  sums(column: Float64Array): Float64Array
  /** Sums columns that will be asked for, several in one pass over the draws. */
  prepare(columns: readonly Float64Array[]): void
}

/** Classes of tasks with how many of each a resample drew: `counts[class][resample]`. */
interface DrawnClasses extends TaskClasses {
  counts: Float64Array[]
}

export function createResampler({ resamples = DEFAULT_RESAMPLES, seed = 1 } = {}): Resampler {
  const known = new ColumnMap<Float64Array>()
  const classes = new Map<number, DrawnClasses[]>()
  const prepare = (columns: readonly Float64Array[]) => {
    const seen = new ColumnMap<true>()
    const wanted = columns.filter((column) => !known.get(column) && seen.add(column, true))
    for (const [tasks, alike] of Map.groupBy(wanted, ({ length }) => length)) {
      const drawn = classes.get(tasks) ?? []
      classes.set(tasks, drawn)
      for (const [column, sums] of sumColumns(alike, drawn, { resamples, seed })) known.add(column, sums)
    }
  }
  return {
    resamples,
    prepare,
    sums(column) {
      const found = known.get(column)
      if (found) return found
      prepare([column])
      return known.get(column) as Float64Array
    },
  }
}

/**
 * Sums columns of one length. Those of few values (successes out of four trials, pass^k of every k) are summed from how often
 * each value was drawn; what is counted is added to `drawn`, for all columns that are a function of the same.
 */
function sumColumns(
  columns: readonly Float64Array[],
  drawn: DrawnClasses[],
  options: DrawOptions,
): Map<Float64Array, Float64Array> {
  const plain: Float64Array[] = []
  const few: { column: Float64Array; classes: TaskClasses }[] = []
  for (const column of columns) {
    const classes = classify(column)
    if (classes) few.push({ column, classes })
    else plain.push(column)
  }
  // The finest first, so that the others find theirs.
  few.sort((left, right) => right.classes.count - left.classes.count)
  const counted: TaskClasses[] = []
  for (const { column, classes } of few)
    if (![...drawn, ...counted].some((found) => valuesByClass(column, found))) counted.push(classes)
  const packed = counted.map(packClasses)
  const sums = resampleSums([...plain, ...packed.flat()], options)
  const digits = sums.splice(plain.length)
  for (const [at, classes] of counted.entries()) {
    const own = digits.splice(0, packed[at]?.length)
    drawn.push({ ...classes, counts: unpackCounts(classes, own, options.resamples) })
  }
  return new Map([
    ...plain.map((column, at) => [column, sums[at] as Float64Array] as const),
    ...few.map(({ column }) => [column, sumClasses(column, drawn)] as const),
  ])
}

function sumClasses(column: Float64Array, drawn: readonly DrawnClasses[]): Float64Array {
  for (const classes of drawn) {
    const values = valuesByClass(column, classes)
    if (!values) continue
    const sums = new Float64Array(classes.counts[0]?.length ?? 0)
    for (const [at, counts] of classes.counts.entries()) {
      const value = values[at] as number
      for (let resample = 0; resample < sums.length; resample++)
        sums[resample] = (sums[resample] as number) + value * (counts[resample] as number)
    }
    return sums
  }
  throw new RangeError("a column of few values has no classes")
}
