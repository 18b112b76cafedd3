import { EPISODE_LIMITS } from "@/lib/contracts/episode-input"

const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b

/** The brackets open inside one record. Past the depth limit it only counts: such a record is rejected as a whole. */
export class BracketStack {
  readonly #open = new Uint8Array(EPISODE_LIMITS.depth)
  #depth = 0
  #overflow = 0
  tooDeep = false

  get depth(): number {
    return this.#depth + this.#overflow
  }

  get top(): number {
    return this.#depth === 0 ? 0 : this.#open[this.#depth - 1]!
  }

  reset(): void {
    this.#depth = 0
    this.#overflow = 0
    this.tooDeep = false
  }

  push(bracket: number): void {
    if (this.#depth === this.#open.length) {
      this.tooDeep = true
      this.#overflow++
    } else {
      this.#open[this.#depth++] = bracket
    }
  }

  /** Closes up to the matching bracket, forgetting unclosed ones above it. False when nothing of its kind is open. */
  close(bracket: number): boolean {
    if (this.#overflow > 0) {
      this.#overflow--
      return true
    }
    const opening = bracket === CLOSE_ARRAY ? OPEN_ARRAY : OPEN_OBJECT
    for (let level = this.#depth - 1; level >= 0; level--) {
      if (this.#open[level] !== opening) continue
      this.#depth = level
      return true
    }
    return false
  }
}
