import { getRandomValues } from "node:crypto"
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
