import tokens from "gpt-tokenizer/bpeRanks/o200k_base"
import { processWide } from "@/lib/domain/process-wide"
import { equalBytes, hashBytes } from "@/lib/domain/tokens/byte-span"

/** What no two neighbours that are no token together ever merge at. */
export const NEVER = 2 ** 31 - 1

const EMPTY = -1

/** A power of two. */
const MARKED_BITS = 2 ** 21

interface TokenTable {
  /** The bytes of all tokens one after the other; token `rank` lies from `starts[rank]` to `starts[rank + 1]`. */
  bytes: Buffer<ArrayBuffer>
  starts: Int32Array
  /**
   * Open addressing with linear probing, a power of two of pairs: the hash of a token, so that others are told from it without
   * being read, and its rank or `EMPTY`.
   */
  places: Int32Array
  /** A bit for the hash of each token: nine of ten texts that are none are told by it, and it fits into a processor's cache. */
  marks: Int32Array
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

/** Where the bit of a hash lies; which bit of it is told by the lowest five of the hash. */
function wordOf(hash: number): number {
  return (hash & (MARKED_BITS - 1)) >>> 5
}

function firstPlace(places: Int32Array, hash: number): number {
  return (2 * hash) & (places.length - 1)
}

function nextPlace(places: Int32Array, place: number): number {
  return (place + 2) & (places.length - 1)
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
  const places = new Int32Array(2 * 2 ** Math.ceil(Math.log2(2 * tokens.length))).fill(EMPTY)
  const marks = new Int32Array(MARKED_BITS / 32)
  for (let rank = 0; rank < tokens.length; rank++) {
    const hash = hashBytes(bytes, starts[rank] as number, starts[rank + 1] as number)
    const word = wordOf(hash)
    marks[word] = (marks[word] as number) | (1 << hash)
    let place = firstPlace(places, hash)
    while (places[place + 1] !== EMPTY) place = nextPlace(places, place)
    places[place] = hash
    places[place + 1] = rank
  }
  return { bytes, starts, places, marks, pairs: readPairs(bytes, starts) }
}

const table = processWide("token ranks", readTable)

/** The rank of the token that these bytes are in o200k, `NEVER` when they are none; a lower rank merges first. */
export function rankOf(bytes: Uint8Array, from: number, end: number): number {
  const { starts, places, marks, pairs } = table
  if (end - from === 2) return pairs[((bytes[from] as number) << 8) | (bytes[from + 1] as number)] as number
  const hash = hashBytes(bytes, from, end)
  if (((marks[wordOf(hash)] as number) & (1 << hash)) === 0) return NEVER
  for (let place = firstPlace(places, hash); ; place = nextPlace(places, place)) {
    const rank = places[place + 1] as number
    if (rank === EMPTY) return NEVER
    if (places[place] !== hash) continue
    const start = starts[rank] as number
    if (
      (starts[rank + 1] as number) - start === end - from &&
      equalBytes(bytes, from, end, table.bytes, start)
    )
      return rank
  }
}
