import tokens from "gpt-tokenizer/bpeRanks/o200k_base"
import { processWide } from "@/lib/domain/process-wide"

/** What no two neighbours that are no token together ever merge at. */
export const NEVER = 2 ** 31 - 1

const EMPTY = -1

interface TokenTable {
  /** The bytes of all tokens one after the other; token `rank` lies from `starts[rank]` to `starts[rank + 1]`. */
  bytes: Uint8Array
  starts: Int32Array
  /** Open addressing with linear probing, a power of two long: the rank at a place, or `EMPTY`. */
  places: Int32Array
}

function bytesOf(token: string | readonly number[]): Uint8Array {
  return typeof token === "string" ? Buffer.from(token) : Uint8Array.from(token)
}

/** FNV-1a. */
function hashOf(bytes: Uint8Array, from: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  return hash ^ (hash >>> 15)
}

function readTable(): TokenTable {
  const all = tokens.map(bytesOf)
  const starts = new Int32Array(all.length + 1)
  for (const [rank, { length }] of all.entries()) starts[rank + 1] = (starts[rank] as number) + length
  const bytes = new Uint8Array(starts.at(-1) as number)
  const places = new Int32Array(2 ** Math.ceil(Math.log2(2 * all.length))).fill(EMPTY)
  for (const [rank, token] of all.entries()) {
    bytes.set(token, starts[rank])
    let place = hashOf(token, 0, token.length) & (places.length - 1)
    while (places[place] !== EMPTY) place = (place + 1) & (places.length - 1)
    places[place] = rank
  }
  return { bytes, starts, places }
}

const table = processWide("token ranks", readTable)

/** The rank of the token that these bytes are in o200k, `NEVER` when they are none; a lower rank merges first. */
export function rankOf(bytes: Uint8Array, from: number, end: number): number {
  const { starts, places } = table
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
