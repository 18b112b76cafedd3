import { decode } from "next-auth/jwt"
import { z } from "zod"
import { cookieName } from "@/lib/auth/session-cookie"
import type { Database } from "@/lib/db/client"
import { IDENTITY, type Identity, isStale } from "@/lib/db/user"
import { getEnv } from "@/lib/env"
import { getServerSecret } from "@/lib/services/secret/home-secret"

const sessionSchema = z.object({ sub: z.uuid(), epoch: z.number().int() })

/** The value of one cookie of a Cookie header. */
export function readCookie(header: string | null, name: string): string | null {
  for (const part of header?.split(";") ?? []) {
    const at = part.indexOf("=")
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return null
}

async function decodeSession(token: string): Promise<z.infer<typeof sessionSchema> | null> {
  // jose throws for every way a token can be forged, altered or old; all of them mean "nobody".
  const payload = await decode({ token, secret: getServerSecret() }).catch(() => null)
  return sessionSchema.safeParse(payload).data ?? null
}

/** Checks the session cookie against the user's row, so that disabling and signing out everywhere act at once. */
export async function findSessionUser(db: Database, cookieHeader: string | null): Promise<Identity | null> {
  const token = readCookie(cookieHeader, cookieName("session", getEnv()))
  const session = token ? await decodeSession(token) : null
  if (!session) return null
  const user = await db.prisma.user.findUnique({ where: { id: session.sub }, select: IDENTITY })
  if (!user || user.disabledAt || user.sessionEpoch !== session.epoch) return null
  await touchUser(db, user, new Date())
  return user
}

async function touchUser(db: Database, user: Identity, now: Date): Promise<void> {
  if (!isStale(user.lastSeenAt, now)) return
  await db.prisma.user.updateMany({ where: { id: user.id }, data: { lastSeenAt: now } })
}
