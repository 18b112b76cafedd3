interface RunVersion {
  id: string
  revision: number
}

/** What was read of a run, kept until its revision moves: every write to its episodes raises that. */
export class RevisionCache<Value> {
  readonly #size: number
  readonly #entries = new Map<string, { revision: number; value: Value }>()

  constructor(size = 2000) {
    this.#size = size
  }

  get({ id, revision }: RunVersion): Value | undefined {
    const entry = this.#entries.get(id)
    return entry?.revision === revision ? entry.value : undefined
  }

  set({ id, revision }: RunVersion, value: Value): void {
    this.#entries.delete(id)
    this.#entries.set(id, { revision, value })
    const oldest = this.#entries.keys().next().value
    if (this.#entries.size > this.#size && oldest !== undefined) this.#entries.delete(oldest)
  }

  delete({ id }: Pick<RunVersion, "id">): void {
    this.#entries.delete(id)
  }
}
