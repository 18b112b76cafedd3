import type { z } from "zod"
import type { Me, updateMe as route } from "@/lib/contracts/me"
import type { Context } from "@/lib/db/context"
import { requirePermission, requireUserId } from "@/lib/domain/policy"
import { getMe } from "@/lib/services/user/get-me"

export async function updateMe(ctx: Context, input: z.output<(typeof route)["input"]>): Promise<Me> {
  requirePermission(ctx.actor, "workspace.read")
  const id = requireUserId(ctx.actor)
  await ctx.db.prisma.user.update({ where: { id }, data: { name: input.name }, select: { id: true } })
  return getMe(ctx)
}
