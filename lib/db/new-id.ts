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
