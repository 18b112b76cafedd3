import { AppError } from "@/lib/domain/errors"
import { foreignFormat } from "@/lib/importers/foreign-format"
import { makeSafeText } from "@/lib/importers/inspect-json"
import { JsonSlicer } from "@/lib/importers/json-slicer"
import { LineSlicer } from "@/lib/importers/line-slicer"
import { RAW_LIMIT_BYTES } from "@/lib/importers/record-buffer"
import type { Slice, Slicer } from "@/lib/importers/slice"

/** 16 MB of text is about 4 million tokens; parsed it stays far below 512 MB of process memory. */
export const RECORD_LIMIT_BYTES = 16 * 1024 * 1024

export type JsonRecord =
  | { ok: true; line: number; key: string | null; value: unknown; raw: (bytes?: number) => string }
  | { ok: false; line: number; reason: string; raw: string }

export interface JsonStreamOptions {
  /** What a file that starts with a bracket of an array, or with anything else, is read as; null refuses it. */
  shapes: { array: boolean; object: "entries" | "lines" | null }
  /** Names the expected format in the error about a file of another one: "a tau-bench results file". */
  expected: string
  recordLimitBytes?: number
}

/**
 * Reads JSON records one by one: elements of an array, entries of a keyed object, or lines. Memory is bounded by one record;
 * a bad record is answered with its reason and the rest goes on.
 *
 * @throws AppError INVALID_INPUT for an empty file or one that cannot be of the expected shape.
 */
export async function* readJsonRecords(
  input: AsyncIterable<Uint8Array>,
  options: JsonStreamOptions,
): AsyncGenerator<JsonRecord> {
  let slicer: Slicer | null = null
  const start = new StreamStart()
  for await (const arrived of input) {
    const chunk = slicer ? arrived : start.push(arrived)
    if (chunk.length < SIGNATURE_BYTES && !slicer) continue
    slicer ??= openSlicer(start, options)
    for (const slice of slicer.push(chunk)) yield parseSlice(slice)
  }
  if (!slicer) {
    if (start.bytes.length === 0) throw new AppError("INVALID_INPUT", "The file is empty.")
    slicer = openSlicer(start, options)
    for (const slice of slicer.push(start.bytes)) yield parseSlice(slice)
  }
  for (const slice of slicer.finish()) yield parseSlice(slice)
}

/** Bytes that tell compressed and wide-character files from text. */
const SIGNATURE_BYTES = 4

/** The first bytes of a stream without byte-order mark and leading white space, gathered until they tell the format. */
class StreamStart {
  bytes: Uint8Array = new Uint8Array(0)
  line = 1
  #hasMark = true

  push(chunk: Uint8Array): Uint8Array {
    this.bytes = concat(this.bytes, chunk)
    if (this.#hasMark && this.bytes.length >= 3) {
      this.#hasMark = false
      if (this.bytes[0] === 0xef && this.bytes[1] === 0xbb && this.bytes[2] === 0xbf) {
        this.bytes = this.bytes.subarray(3)
      }
    }
    let offset = 0
    while (offset < this.bytes.length && isSpace(this.bytes[offset]!)) {
      if (this.bytes[offset] === 0x0a) this.line++
      offset++
    }
    this.bytes = this.bytes.subarray(offset)
    return this.bytes
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function concat(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right
  const both = new Uint8Array(left.length + right.length)
  both.set(left)
  both.set(right, left.length)
  return both
}

function openSlicer(start: StreamStart, options: JsonStreamOptions): Slicer {
  const limit = options.recordLimitBytes ?? RECORD_LIMIT_BYTES
  const foreign = foreignFormat(start.bytes)
  if (foreign) throw new AppError("INVALID_INPUT", foreign)
  const first = String.fromCharCode(start.bytes[0]!)
  if (first === "[" && options.shapes.array) return new JsonSlicer("array", limit)
  if (first === "{" && options.shapes.object === "entries") return new JsonSlicer("entries", limit)
  if (first !== "[" && options.shapes.object === "lines") return new LineSlicer(limit, start.line)
  const found = JSON.stringify(first)
  throw new AppError("INVALID_INPUT", `The file starts with ${found}; ${options.expected} does not.`)
}

function parseSlice(slice: Slice): JsonRecord {
  const raw = (bytes = RAW_LIMIT_BYTES) => makeSafeText(lossyDecoder.decode(slice.bytes.subarray(0, bytes)))
  const rejected = (reason: string): JsonRecord => ({ ok: false, line: slice.line, reason, raw: raw() })
  if (slice.tooLarge) {
    const megabytes = (slice.byteCount / 1024 / 1024).toFixed(1)
    return rejected(`The record has ${megabytes} MB, more than one record may have.`)
  }
  if (slice.defect) return rejected(slice.defect)
  let text = ""
  try {
    text = strictDecoder.decode(slice.bytes)
    const key = slice.keyBytes && String(JSON.parse(strictDecoder.decode(slice.keyBytes)))
    return { ok: true, line: slice.line, key, value: JSON.parse(text), raw }
  } catch (error) {
    if (error instanceof TypeError) return rejected("The record is not valid UTF-8.")
    return rejected(explainSyntaxError(text, error))
  }
}

const strictDecoder = new TextDecoder("utf-8", { fatal: true })
const lossyDecoder = new TextDecoder()

const NUMBER_WORDS = /[:[,]\s*-?(NaN|Infinity)\b/

function explainSyntaxError(text: string, error: unknown): string {
  if (!(error instanceof SyntaxError)) throw error
  const word = NUMBER_WORDS.exec(text)?.[1]
  if (word) return `Not valid JSON: ${word} is no JSON number.`
  const position = /position (\d+)/.exec(error.message)?.[1]
  return position ? `Not valid JSON: see character ${Number(position) + 1} of the record.` : "Not valid JSON."
}
