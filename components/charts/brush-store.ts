/**
 * Who is brushed, outside React's state: a move of the box renders the marks and rows that changed sides and nothing else.
 * Null while there is no box.
 */
export class BrushStore {
  #inside: ReadonlySet<string> | null = null
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly isActive = () => this.#inside !== null

  readonly count = () => this.#inside?.size ?? 0

  ids(): ReadonlySet<string> {
    return this.#inside ?? new Set()
  }

  has(id: string): boolean {
    return this.#inside?.has(id) ?? false
  }

  set(inside: ReadonlySet<string> | null): void {
    const same =
      inside === this.#inside ||
      (inside !== null && this.#inside?.size === inside.size && inside.isSubsetOf(this.#inside))
    if (same) return
    this.#inside = inside
    for (const listener of this.#listeners) listener()
  }
}
