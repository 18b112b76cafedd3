import type { z } from "zod"
import type { updatePassword as route } from "@/lib/contracts/me"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission, requireUserId } from "@/lib/domain/policy"
import { hashPassword, verifyPassword } from "@/lib/services/auth/password"

/** Ends every session with the old password. A key cannot do this: whoever finds one must not take the account over. */
export async function updatePassword(ctx: Context, input: z.output<(typeof route)["input"]>) {
  requirePermission(ctx.actor, "workspace.read")
  const id = requireUserId(ctx.actor)
  if (ctx.actor.kind !== "session") {
    throw new AppError("FORBIDDEN", "An API key cannot change a password; sign in.")
  }
  const where = { id }
  const user = await ctx.db.prisma.user.findUniqueOrThrow({ where, select: { passwordHash: true } })
  if (!(await verifyPassword(user.passwordHash, input.currentPassword))) {
    throw new AppError("INVALID_INPUT", "The current password is not right.", [
      { path: "currentPassword", message: "This is not your password." },
    ])
  }
  const passwordHash = await hashPassword(input.newPassword)
  await ctx.db.prisma.user.update({
    where,
    data: { passwordHash, sessionEpoch: { increment: 1 } },
    select: { id: true },
  })
  return {}
}
