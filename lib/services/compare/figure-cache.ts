const MOST_ENTRIES = 5000

/** Figures that were made before, by everything they depend on; the least recently used go first. */
export class FigureCache<Value> {
  readonly #entries = new Map<string, Value>()

  has(key: string): boolean {
    return this.#entries.has(key)
  }

  get(key: string, make: () => Value): Value {
    const value = this.#entries.get(key) ?? make()
    this.#entries.delete(key)
    this.#entries.set(key, value)
    const oldest = this.#entries.keys().next().value
    if (this.#entries.size > MOST_ENTRIES && oldest !== undefined) this.#entries.delete(oldest)
    return value
  }
}
