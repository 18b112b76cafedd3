import type { Database } from "@/lib/db/client"
import type { Prisma, User } from "@/lib/db/generated/client"
import type { Actor } from "@/lib/domain/policy"

/** What every request needs to know about the person behind it. */
export type Identity = Pick<User, "id" | "name" | "role" | "sessionEpoch" | "disabledAt" | "lastSeenAt">

export const IDENTITY = {
  id: true,
  name: true,
  role: true,
  sessionEpoch: true,
  disabledAt: true,
  lastSeenAt: true,
} satisfies Prisma.UserSelect

const MINUTE_MS = 60_000

/** True when a last-seen time is worth a write: at most one a minute and row. */
export function isStale(at: Date | null, now: Date): boolean {
  return at === null || now.getTime() - at.getTime() > MINUTE_MS
}

export function toActor(user: Identity, kind: "session" | "key", role = user.role): Actor {
  return { kind, userId: user.id, name: user.name, role }
}

/** Fixed, so that two callers at once make one account. */
export const LOCAL_ADMIN_ID = "00000000-0000-7000-8000-00000000000a"

/** The account of the person at the machine; made on first use. Every request of that person asks: so it is only read first. */
export async function ensureLocalAdmin(db: Database): Promise<Identity> {
  const where = { id: LOCAL_ADMIN_ID }
  const known = await db.prisma.user.findUnique({ where, select: IDENTITY })
  if (known) return known
  return db.prisma.user.upsert({
    where,
    create: { id: LOCAL_ADMIN_ID, name: "Local admin", role: "admin", isLocal: true },
    update: {},
    select: IDENTITY,
  })
}
