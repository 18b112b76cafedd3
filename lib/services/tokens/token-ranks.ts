import tokens from "gpt-tokenizer/bpeRanks/o200k_base"
import { processWide } from "@/lib/domain/process-wide"

/** What no two neighbours that are no token together ever merge at. */
export const NEVER = 2 ** 31 - 1

const EMPTY = -1

interface TokenTable {
  /** The bytes of all tokens one after the other; token `rank` lies from `starts[rank]` to `starts[rank + 1]`. */
  bytes: Buffer<ArrayBuffer>
  starts: Int32Array
  /** Open addressing with linear probing, a power of two long: the rank at a place, or `EMPTY`. */
  places: Int32Array
  /** The ranks of the tokens of two bytes, by the first byte times 256 plus the second; most that is asked is such a pair. */
  pairs: Int32Array
}

type Token = string | readonly number[]

function lengthOf(token: Token): number {
  return typeof token === "string" ? Buffer.byteLength(token) : token.length
}

/** Where each token begins, and where the last one ends. */
function readStarts(): Int32Array {
  const starts = new Int32Array(tokens.length + 1)
  for (let rank = 0; rank < tokens.length; rank++)
    starts[rank + 1] = (starts[rank] as number) + lengthOf(tokens[rank] as Token)
  return starts
}

/** Written straight to their place: a buffer for each of 200,000 tokens would take ninety megabytes on the way. */
function readTokenBytes(starts: Int32Array): Buffer<ArrayBuffer> {
  const bytes = Buffer.alloc(starts.at(-1) as number)
  for (let rank = 0; rank < tokens.length; rank++) {
    const token = tokens[rank] as Token
    if (typeof token === "string") bytes.write(token, starts[rank] as number)
    else bytes.set(token, starts[rank] as number)
  }
  return bytes
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, from: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  return hash ^ (hash >>> 15)
}

function readPairs(bytes: Uint8Array, starts: Int32Array): Int32Array {
  const pairs = new Int32Array(2 ** 16).fill(NEVER)
  for (let rank = 0; rank < tokens.length; rank++) {
    const start = starts[rank] as number
    if ((starts[rank + 1] as number) - start !== 2) continue
    pairs[((bytes[start] as number) << 8) | (bytes[start + 1] as number)] = rank
  }
  return pairs
}

function readTable(): TokenTable {
  const starts = readStarts()
  const bytes = readTokenBytes(starts)
  const places = new Int32Array(2 ** Math.ceil(Math.log2(2 * tokens.length))).fill(EMPTY)
  for (let rank = 0; rank < tokens.length; rank++) {
    let place = hashOf(bytes, starts[rank] as number, starts[rank + 1] as number) & (places.length - 1)
    while (places[place] !== EMPTY) place = (place + 1) & (places.length - 1)
    places[place] = rank
  }
  return { bytes, starts, places, pairs: readPairs(bytes, starts) }
}

const table = processWide("token ranks", readTable)

/** The rank of the token that these bytes are in o200k, `NEVER` when they are none; a lower rank merges first. */
export function rankOf(bytes: Uint8Array, from: number, end: number): number {
  const { starts, places, pairs } = table
  if (end - from === 2) return pairs[((bytes[from] as number) << 8) | (bytes[from + 1] as number)] as number
  const mask = places.length - 1
  for (let place = hashOf(bytes, from, end) & mask; ; place = (place + 1) & mask) {
    const rank = places[place] as number
    if (rank === EMPTY) return NEVER
    const start = starts[rank] as number
    if ((starts[rank + 1] as number) - start === end - from && isSame(bytes, from, end, start)) return rank
  }
}

function isSame(bytes: Uint8Array, from: number, end: number, start: number): boolean {
  for (let at = from; at < end; at++) if (bytes[at] !== table.bytes[start + at - from]) return false
  return true
}
