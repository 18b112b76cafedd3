import type { Context } from "@/lib/db/context"
import { IDENTITY } from "@/lib/db/user"
import { AttemptLimit } from "@/lib/domain/attempt-limit"
import { verifyPassword } from "@/lib/services/auth/password"
import { type SignedIn, toSignedIn } from "@/lib/services/auth/signed-in"

const WINDOW_MS = 15 * 60 * 1000
// An address can be forged behind a careless proxy, so the account itself has a limit as well.
const byAddress = new AttemptLimit(5, WINDOW_MS)
const byAccount = new AttemptLimit(50, WINDOW_MS)

export type PasswordOutcome =
  | { ok: true; user: SignedIn }
  | { ok: false; reason: "credentials" | "rate-limited" }

/** `address` is the caller's, for the limit of 5 failures in 15 minutes by account and address. */
export async function signInWithPassword(
  ctx: Context,
  input: { email: string; password: string; address: string },
): Promise<PasswordOutcome> {
  const email = input.email.trim().toLowerCase()
  const nowMs = ctx.now().getTime()
  const key = `${email} ${input.address}`
  if (byAddress.isReached(key, nowMs) || byAccount.isReached(email, nowMs)) {
    return { ok: false, reason: "rate-limited" }
  }
  const found = await ctx.db.prisma.user.findUnique({
    where: { email },
    select: { ...IDENTITY, passwordHash: true },
  })
  const matches = await verifyPassword(found?.passwordHash ?? null, input.password)
  const user = matches ? toSignedIn(found) : null
  if (user) {
    byAddress.clear(key)
    return { ok: true, user }
  }
  byAddress.record(key, nowMs)
  byAccount.record(email, nowMs)
  return { ok: false, reason: "credentials" }
}
