import { timingSafeEqual } from "node:crypto"
import type { Database } from "@/lib/db/client"
import { hashToken } from "@/lib/db/token"
import { ensureLocalAdmin, IDENTITY, isStale, toActor } from "@/lib/db/user"
import { AppError } from "@/lib/domain/errors"
import { type Actor, hasRole } from "@/lib/domain/policy"
import { getLocalToken } from "@/lib/services/secret/home-secret"

/** The token of an Authorization header; null when there is none. @throws AppError UNAUTHENTICATED for other schemes. */
export function readBearer(header: string | null): string | null {
  if (header === null) return null
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1]
  if (token) return token
  throw new AppError("UNAUTHENTICATED", "Authorization must be `Bearer` and an API key.")
}

async function findKeyActor(db: Database, token: string): Promise<Actor | null> {
  const key = await db.prisma.apiKey.findUnique({
    where: { hash: hashToken(token) },
    select: { id: true, role: true, revokedAt: true, lastUsedAt: true, user: { select: IDENTITY } },
  })
  if (!key || key.revokedAt || key.user.disabledAt) return null
  const now = new Date()
  if (isStale(key.lastUsedAt, now)) {
    await db.prisma.apiKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: now } })
  }
  return toActor(key.user, "key", hasRole(key.user.role, key.role) ? key.role : key.user.role)
}

async function findLocalActor(db: Database, token: string): Promise<Actor | null> {
  const matches = timingSafeEqual(Buffer.from(hashToken(token)), Buffer.from(hashToken(getLocalToken())))
  if (!matches) return null
  const admin = await ensureLocalAdmin(db)
  return admin.disabledAt ? null : toActor(admin, "session")
}

/** @throws AppError UNAUTHENTICATED for a key that is unknown, revoked, or of somebody disabled; it never says which. */
export async function requireBearerActor(db: Database, token: string): Promise<Actor> {
  const find = token.startsWith("wnl_") ? findLocalActor : findKeyActor
  const actor = await find(db, token)
  if (!actor) throw new AppError("UNAUTHENTICATED", "This API key is not valid, or was revoked.")
  return actor
}
