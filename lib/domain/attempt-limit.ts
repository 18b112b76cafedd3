/** Counts failures by key in a sliding window, in memory: `limit` in `windowMs`, then no more until the oldest ages out. */
export class AttemptLimit {
  readonly #limit: number
  readonly #windowMs: number
  readonly #failures = new Map<string, number[]>()

  constructor(limit: number, windowMs: number) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  isReached(key: string, nowMs: number): boolean {
    return this.#recent(key, nowMs).length >= this.#limit
  }

  record(key: string, nowMs: number): void {
    this.#failures.set(key, [...this.#recent(key, nowMs), nowMs])
    if (this.#failures.size > 10_000) this.#forgetOld(nowMs)
  }

  clear(key: string): void {
    this.#failures.delete(key)
  }

  #recent(key: string, nowMs: number): number[] {
    return (this.#failures.get(key) ?? []).filter((at) => nowMs - at < this.#windowMs)
  }

  #forgetOld(nowMs: number): void {
    for (const key of this.#failures.keys()) {
      if (this.#recent(key, nowMs).length === 0) this.#failures.delete(key)
    }
  }
}
