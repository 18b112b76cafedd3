import type { PlaneBox } from "./brush"

type Watcher = (brushed: boolean) => void

/**
 * What is brushed, outside React's state: a move of the box tells those that changed sides and nobody else. There are no ids
 * while there is no box.
 */
export class BrushStore {
  #inside: ReadonlySet<string> | null = null
  #box: PlaneBox | null = null
  #keep: (box: PlaneBox | null) => void = () => undefined
  readonly #listeners = new Set<() => void>()
  readonly #watchers = new Map<string, Set<Watcher>>()

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly isActive = () => this.#inside !== null

  readonly count = () => this.#inside?.size ?? 0

  /** The box that was let go last; a drag does not move it. */
  readonly box = () => this.#box

  ids(): ReadonlySet<string> {
    return this.#inside ?? new Set()
  }

  /** Told whether the id is brushed, at once and whenever that changes. */
  watch(id: string, watcher: Watcher): () => void {
    const watchers = this.#watchers.get(id) ?? new Set()
    this.#watchers.set(id, watchers.add(watcher))
    watcher(this.#inside?.has(id) ?? false)
    return () => {
      watchers.delete(watcher)
      if (watchers.size === 0) this.#watchers.delete(id)
    }
  }

  set(inside: ReadonlySet<string> | null): void {
    const before = this.ids()
    const after = inside ?? new Set<string>()
    const changed = before.symmetricDifference(after)
    if (changed.size === 0 && (inside === null) === (this.#inside === null)) return
    this.#inside = inside
    for (const id of changed) for (const watcher of this.#watchers.get(id) ?? []) watcher(after.has(id))
    for (const listener of this.#listeners) listener()
  }

  /** Shows a box that came from elsewhere, and who is in it. */
  show(box: PlaneBox | null, inside: ReadonlySet<string> | null): void {
    this.#box = box
    this.set(inside)
    for (const listener of this.#listeners) listener()
  }

  /** Where a box goes that somebody has drawn or dropped. */
  onKeep(keep: (box: PlaneBox | null) => void): void {
    this.#keep = keep
  }

  keep(box: PlaneBox | null): void {
    this.#keep(box)
  }
}
