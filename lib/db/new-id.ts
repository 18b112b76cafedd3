import { createHash, getRandomValues } from "node:crypto"
import { createUuid } from "@/lib/domain/id"

const pool = new Uint32Array(1024)
let next = pool.length

function secureRandom(): number {
  if (next === pool.length) {
    getRandomValues(pool)
    next = 0
  }
  const value = pool[next] as number
  next += 1
  return value / 4294967296
}

/** A fresh UUIDv7 from the clock and the system's random source. */
export function newId(): string {
  return createUuid(Date.now(), secureRandom)
}

/** The same id for the same name, always: 122 bits of its SHA-256 as a UUID of version 8 (RFC 9562 section 5.8). */
export function derivedId(name: string): string {
  const hex = createHash("sha256").update(name).digest("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Whether an id follows from a name: what has one belongs to something that makes it again under the same name. */
export function isDerivedId(id: string): boolean {
  return id[14] === "8"
}

/**
 * The same id for the same name and place, always, in the order of `position` (below 2^24): a UUIDv7 of the millisecond
 * `atMs` with a counter behind it (RFC 9562 section 6.2, method 1) and 48 bits of the name's SHA-256.
 */
export function orderedId(name: string, atMs: number, position: number): string {
  const time = atMs.toString(16).padStart(12, "0")
  const counter = position.toString(16).padStart(6, "0")
  const hex = createHash("sha256").update(name).digest("hex")
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.slice(0, 3)}-a${counter.slice(3)}-${hex.slice(0, 12)}`
}
