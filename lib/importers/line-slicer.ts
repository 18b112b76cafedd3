import { RecordBuffer } from "@/lib/importers/record-buffer"
import type { Slice, Slicer } from "@/lib/importers/slice"

const NEWLINE = 0x0a

/** One record per line; blank lines are none. */
export class LineSlicer implements Slicer {
  readonly #record: RecordBuffer
  #line: number

  constructor(limitBytes: number, firstLine = 1) {
    this.#line = firstLine
    this.#record = new RecordBuffer(limitBytes)
  }

  *push(chunk: Uint8Array): Iterable<Slice> {
    let start = 0
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start)
      this.#record.append(chunk.subarray(start, end === -1 ? chunk.length : end))
      if (end === -1) return
      yield* this.finish()
      this.#line++
      start = end + 1
    }
  }

  *finish(): Iterable<Slice> {
    const record = this.#record.take()
    if (!record.tooLarge && record.bytes.every(isSpace)) return
    yield { ...record, line: this.#line, keyBytes: null, defect: null }
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d
}
