/** Bytes of a rejected record that are kept for the person who has to mend it. */
export const RAW_LIMIT_BYTES = 16_384

export interface RecordBytes {
  /** The whole record, or only its start where it was too large. */
  bytes: Uint8Array
  byteCount: number
  tooLarge: boolean
}

/** Collects the bytes of one record over chunk borders, never more than `limitBytes`. */
export class RecordBuffer {
  readonly #limitBytes: number
  #parts: Uint8Array[] = []
  #byteCount = 0
  #tooLarge = false

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  get isEmpty(): boolean {
    return this.#byteCount === 0
  }

  append(part: Uint8Array): void {
    if (part.length === 0) return
    this.#byteCount += part.length
    if (this.#tooLarge) return
    this.#parts.push(part)
    if (this.#byteCount > this.#limitBytes) {
      this.#tooLarge = true
      this.#parts = [join(this.#parts).slice(0, RAW_LIMIT_BYTES)]
    }
  }

  take(): RecordBytes {
    const record = { bytes: join(this.#parts), byteCount: this.#byteCount, tooLarge: this.#tooLarge }
    this.#parts = []
    this.#byteCount = 0
    this.#tooLarge = false
    return record
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  if (only && parts.length === 1) return only
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
  return whole
}
