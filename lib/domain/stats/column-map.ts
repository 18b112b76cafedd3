const SAMPLED = 100

/** A map whose keys are columns of numbers, by their content. */
export class ColumnMap<Value> {
  readonly #entries = new Map<number, { column: Float64Array; value: Value }[]>()

  get(column: Float64Array): Value | undefined {
    return this.#entries.get(hashOf(column))?.find((entry) => isEqual(entry.column, column))?.value
  }

  /** Keeps the value unless the column has one; answers whether it had none. */
  add(column: Float64Array, value: Value): boolean {
    const hash = hashOf(column)
    const alike = this.#entries.get(hash) ?? []
    if (alike.some((entry) => isEqual(entry.column, column))) return false
    this.#entries.set(hash, [...alike, { column, value }])
    return true
  }
}

function isEqual(left: Float64Array, right: Float64Array): boolean {
  if (left === right) return true
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false
  return true
}

/** FNV-1a over some of the numbers, from all over the column; equal hashes are compared in full. */
function hashOf(column: Float64Array): number {
  const halves = new Uint32Array(column.buffer, column.byteOffset, column.length * 2)
  const step = 1 + 2 * Math.floor(column.length / SAMPLED)
  let hash = 0x811c9dc5 ^ column.length
  for (let index = 0; index < halves.length; index += step)
    hash = Math.imul(hash ^ (halves[index] as number), 0x01000193)
  return hash
}
