import type { Database } from "@/lib/db/client"
import type { Actor } from "@/lib/domain/policy"

/** What every service verb receives first: the store, who asks, and the time. */
export interface Context {
  db: Database
  actor: Actor
  now(): Date
}

export function createContext(db: Database, actor: Actor): Context {
  return { db, actor, now: () => new Date() }
}

/** For jobs and the installation itself. */
export const SYSTEM_ACTOR: Actor = { kind: "system", userId: null, name: "Winnow", role: "admin" }
