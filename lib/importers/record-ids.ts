import { createHash } from "node:crypto"

/**
 * Names for records that carry none. A name depends on the record's content alone, so that importing a file again, or a file
 * that has grown, adds only what is new; equal records of one file are told apart by their order.
 */
export class RecordIds {
  readonly #seen = new Map<string, number>()

  create(prefix: string, record: unknown): string {
    const id = `${prefix.slice(0, 400)}-${hashJson(record)}`
    const count = (this.#seen.get(id) ?? 0) + 1
    this.#seen.set(id, count)
    return count === 1 ? id : `${id}-${count}`
  }
}

/** 48 bits of SHA-256, as hex. */
export function hashJson(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 12)
}

/** Numbers the attempts at each task in the order they come: sources do not agree on what a trial number means. */
export class TrialCounter {
  readonly #counts = new Map<string, number>()

  next(taskKey: string): number {
    const trial = this.#counts.get(taskKey) ?? 0
    this.#counts.set(taskKey, trial + 1)
    return trial
  }
}
