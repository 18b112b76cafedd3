/** A column of more values is summed as it is. */
const MOST_CLASSES = 16

/** Tasks that a column of few values does not tell apart. */
export interface TaskClasses {
  /** The class of every task, from 0 in order of first appearance. */
  classOf: Uint8Array
  count: number
}

/** The classes into which a column's values sort the tasks; null where there are too many. */
export function classify(column: Float64Array): TaskClasses | null {
  const values: number[] = []
  const classOf = new Uint8Array(column.length)
  for (let task = 0; task < column.length; task++) {
    const value = column[task] as number
    let at = values.indexOf(value)
    if (at < 0) {
      if (values.length === MOST_CLASSES || Number.isNaN(value)) return null
      at = values.push(value) - 1
    }
    classOf[task] = at
  }
  return { classOf, count: values.length }
}

/** The column's value in each class; null where it tells two tasks of one class apart. */
export function valuesByClass(column: Float64Array, { classOf, count }: TaskClasses): Float64Array | null {
  const values = new Float64Array(count).fill(Number.NaN)
  for (let task = 0; task < column.length; task++) {
    const [at, value] = [classOf[task] as number, column[task] as number]
    if (Number.isNaN(values[at])) values[at] = value
    else if (values[at] !== value) return null
  }
  return values
}

/** How many counts of up to `tasks` fit side by side into the whole numbers of a double, and the step between them. */
function packing(tasks: number): { slots: number; base: number } {
  const bits = Math.ceil(Math.log2(tasks + 1))
  return { slots: Math.max(1, Math.floor(52 / bits)), base: 2 ** bits }
}

/** Columns whose sums over tasks hold how many of each class there are (but the first, which is the rest), as digits. */
export function packClasses({ classOf, count }: TaskClasses): Float64Array[] {
  const { slots, base } = packing(classOf.length)
  return Array.from({ length: Math.ceil((count - 1) / slots) }, (_, column) =>
    Float64Array.from(classOf, (at) => {
      const slot = at - 1 - column * slots
      return slot >= 0 && slot < slots ? base ** slot : 0
    }),
  )
}

/** How many tasks of each class every resample holds, from the sums of `packClasses`: `result[class][resample]`. */
export function unpackCounts(
  { classOf, count }: TaskClasses,
  sums: readonly Float64Array[],
  resamples: number,
): Float64Array[] {
  const { slots, base } = packing(classOf.length)
  const counts = Array.from({ length: count }, () => new Float64Array(resamples))
  const [rest, ...others] = counts
  rest?.fill(classOf.length)
  for (const [at, drawn] of others.entries()) {
    const digits = sums[Math.floor(at / slots)] as Float64Array
    const unit = base ** (at % slots)
    for (let resample = 0; resample < resamples; resample++) {
      const times = Math.floor((digits[resample] as number) / unit) % base
      drawn[resample] = times
      if (rest) rest[resample] = (rest[resample] as number) - times
    }
  }
  return counts
}
