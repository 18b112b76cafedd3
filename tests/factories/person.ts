import type { Database } from "@/lib/db/client"
import { type Context, createContext } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { IDENTITY, type Identity, toActor } from "@/lib/db/user"
import type { Role } from "@/lib/domain/policy"

interface PersonFields {
  role: Role
  email?: string
  name?: string
  passwordHash?: string
  disabledAt?: Date
}

/** A member of the workspace with a fresh id and address. */
export function createPerson(db: Database, fields: PersonFields): Promise<Identity> {
  const id = newId()
  const data = { id, email: `${id}@example.org`, name: `${fields.role} person`, ...fields }
  return db.prisma.user.create({ data, select: IDENTITY })
}

/** What a service receives when this person, signed in, calls it. `at` stops the clock. */
export function asPerson(db: Database, person: Identity, at?: Date): Context {
  const ctx = createContext(db, toActor(person, "session"))
  return at ? { ...ctx, now: () => at } : ctx
}
