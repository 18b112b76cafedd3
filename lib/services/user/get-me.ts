import type { Me } from "@/lib/contracts/me"
import type { Context } from "@/lib/db/context"
import { requirePermission, requireUserId } from "@/lib/domain/policy"
import { getPreferences } from "@/lib/services/preference/get"
import { presentUser, USER_FIELDS } from "@/lib/services/user/present-user"

export async function getMe(ctx: Context): Promise<Me> {
  requirePermission(ctx.actor, "workspace.read")
  const id = requireUserId(ctx.actor)
  const { passwordHash, ...row } = await ctx.db.prisma.user.findUniqueOrThrow({
    where: { id },
    select: { ...USER_FIELDS, passwordHash: true },
  })
  return {
    ...presentUser(row),
    effectiveRole: ctx.actor.role,
    hasPassword: passwordHash !== null,
    preferences: await getPreferences(ctx),
  }
}
