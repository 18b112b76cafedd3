import { readBearer, requireBearerActor } from "@/lib/auth/bearer"
import { requireSameOrigin } from "@/lib/auth/same-origin"
import { findSessionUser } from "@/lib/auth/session"
import { requireTrustedHost } from "@/lib/auth/trusted-host"
import type { Database } from "@/lib/db/client"
import { toActor } from "@/lib/db/user"
import { AppError } from "@/lib/domain/errors"
import { type Actor, type Permission, STRANGER } from "@/lib/domain/policy"
import { getEnv } from "@/lib/env"

/**
 * Who asks: an API key or the token of this machine (`Authorization: Bearer`), else a session cookie, both checked
 * against the store on every request. A stranger is told apart from a caller only where no permission is needed.
 * @throws AppError UNAUTHENTICATED, or FORBIDDEN for a foreign host or a write from a foreign page.
 */
export async function requireActor(
  db: Database,
  request: Request,
  permission: Permission | null,
): Promise<Actor> {
  requireTrustedHost(request, getEnv())
  if (permission === null) return STRANGER
  const token = readBearer(request.headers.get("authorization"))
  if (token) return requireBearerActor(db, token)
  const user = await findSessionUser(db, request.headers.get("cookie"))
  if (!user) throw new AppError("UNAUTHENTICATED", "Sign in, or send an API key.")
  requireSameOrigin(request, getEnv())
  return toActor(user, "session")
}
