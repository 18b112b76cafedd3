import { BracketStack } from "@/lib/importers/bracket-stack"
import { RecordBuffer } from "@/lib/importers/record-buffer"
import type { Slice, Slicer } from "@/lib/importers/slice"

const NEWLINE = 0x0a
const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const OPEN_ARRAY = 0x5b
const CLOSE_ARRAY = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

const KEY_LIMIT_BYTES = 4096

type State = "opening" | "between" | "key" | "colon" | "value" | "scalar" | "closed" | "overrun"

/**
 * Cuts a JSON array into its elements, or a keyed JSON object into its entries, by looking at quotes and brackets only; what
 * is inside a slice is left to `JSON.parse`. A damaged record costs itself and seldom its neighbours: a raw line break ends a
 * string, a closing bracket closes what was left open above its partner, and an object where a key should stand starts the
 * next element.
 */
export class JsonSlicer implements Slicer {
  readonly #shape: "array" | "entries"
  readonly #close: number
  readonly #record: RecordBuffer
  readonly #key = new RecordBuffer(KEY_LIMIT_BYTES)
  readonly #stack = new BracketStack()
  #state: State = "opening"
  #line = 0
  #inString = false
  #escaped = false
  #significant = 0

  constructor(shape: "array" | "entries", limitBytes: number) {
    this.#shape = shape
    this.#close = shape === "array" ? CLOSE_ARRAY : CLOSE_OBJECT
    this.#record = new RecordBuffer(limitBytes)
  }

  *push(chunk: Uint8Array): Iterable<Slice> {
    let offset = 0
    while (offset < chunk.length) {
      const state = this.#state
      if (state === "value" || state === "scalar" || state === "key") {
        const end = state === "scalar" ? this.#scanScalar(chunk, offset) : this.#scanValue(chunk, offset)
        const target = state === "key" ? this.#key : this.#record
        target.append(chunk.subarray(offset, end))
        offset = end
        // A scan that ends its value leaves its state; one that only ran out of chunk keeps it.
        if (this.#state === "between") yield this.#takeSlice(null)
      } else if (state === "overrun") {
        this.#record.append(chunk.subarray(offset))
        return
      } else {
        offset = this.#step(chunk[offset]!, offset)
      }
    }
  }

  *finish(): Iterable<Slice> {
    if (this.#state === "closed" || this.#state === "opening") return
    if (this.#state === "overrun") {
      this.#line++
      yield this.#takeSlice("Text after the end of the JSON; it was not read.")
    } else if (this.#state === "between") {
      this.#line++
      yield this.#takeSlice("The file ends without its closing bracket: it may have been cut off here.")
    } else {
      if (this.#state === "key") this.#record.append(this.#key.take().bytes)
      yield this.#takeSlice("The file ends in the middle of this record: it was cut off.")
    }
  }

  /** Handles one byte outside records; returns the offset to go on from. */
  #step(byte: number, offset: number): number {
    if (isSpace(byte)) return offset + 1
    if (this.#state === "opening") this.#state = "between"
    else if (this.#state === "closed") {
      this.#state = "overrun"
      return offset
    } else if (this.#state === "colon") {
      this.#startValue()
      if (byte === COLON) return offset + 1
      this.#state = "scalar"
      return offset
    } else if (byte === this.#close) this.#state = "closed"
    else if (byte !== COMMA) {
      this.#startRecord(byte)
      return offset
    }
    return offset + 1
  }

  #startRecord(byte: number): void {
    this.#line++
    this.#startValue()
    if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) this.#state = "scalar"
    else if (this.#shape === "entries") this.#state = byte === QUOTE ? "key" : "scalar"
  }

  #startValue(): void {
    this.#state = "value"
    this.#stack.reset()
    this.#inString = false
    this.#escaped = false
    this.#significant = 0
  }

  /** Ends the value (or key) that was being scanned. */
  #endValue(place: "last" | "after"): "last" | "after" {
    this.#state = this.#state === "key" ? "colon" : "between"
    return place
  }

  /** Scans a string or a bracketed value from where it stands; returns the offset after what belongs to it. */
  #scanValue(chunk: Uint8Array, from: number): number {
    let offset = from
    while (offset < chunk.length) {
      if (this.#inString) {
        offset = this.#scanString(chunk, offset)
        if (this.#inString || this.#stack.depth > 0) continue
        this.#endValue("last")
        return offset
      }
      const byte = chunk[offset]!
      if (!isSpace(byte)) {
        const place = this.#placeByte(byte)
        if (place !== "inside") return place === "last" ? offset + 1 : offset
      }
      offset++
    }
    return offset
  }

  #scanString(chunk: Uint8Array, from: number): number {
    let escaped = this.#escaped
    for (let offset = from; offset < chunk.length; offset++) {
      const byte = chunk[offset]!
      if (byte === NEWLINE || (byte === QUOTE && !escaped)) {
        this.#inString = false
        this.#escaped = false
        return offset + 1
      }
      escaped = byte === BACKSLASH && !escaped
    }
    this.#escaped = escaped
    return chunk.length
  }

  /** Whether a byte outside strings is inside the value, its last one, or the first after it. */
  #placeByte(byte: number): "inside" | "last" | "after" {
    const before = this.#significant
    this.#significant = byte
    if (byte === QUOTE) this.#inString = true
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (byte === OPEN_OBJECT && before !== COLON && this.#isLostElement()) return this.#endValue("after")
      this.#stack.push(byte)
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      if (!this.#stack.close(byte)) return this.#endValue("after")
      if (this.#stack.depth === 0) return this.#endValue("last")
    } else if (this.#stack.depth === 0) {
      this.#state = "scalar"
      return "after"
    }
    return "inside"
  }

  /** An object where a key should stand, directly inside the element's own object, can only be the next element. */
  #isLostElement(): boolean {
    return this.#shape === "array" && this.#stack.depth === 1 && this.#stack.top === OPEN_OBJECT
  }

  #scanScalar(chunk: Uint8Array, from: number): number {
    for (let offset = from; offset < chunk.length; offset++) {
      const byte = chunk[offset]!
      if (byte !== COMMA && byte !== this.#close && byte !== NEWLINE) continue
      this.#endValue("last")
      return offset
    }
    return chunk.length
  }

  #takeSlice(defect: string | null): Slice {
    const record = this.#record.take()
    const keyBytes = this.#key.isEmpty ? null : this.#key.take().bytes
    const tooDeep = this.#stack.tooDeep ? "The record is nested too deeply." : null
    this.#stack.reset()
    return { ...record, line: this.#line, keyBytes, defect: defect ?? tooDeep }
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
