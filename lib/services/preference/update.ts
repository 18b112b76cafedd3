import type { z } from "zod"
import type { Preferences, updatePreferences as route } from "@/lib/contracts/me"
import type { Context } from "@/lib/db/context"
import { requirePermission, requireUserId } from "@/lib/domain/policy"
import { getPreferences } from "@/lib/services/preference/get"

/** Sets the given ones of the caller; null removes. */
export async function updatePreferences(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<Preferences> {
  requirePermission(ctx.actor, "workspace.read")
  const userId = requireUserId(ctx.actor)
  const entries = Object.entries(input).filter(([, value]) => value !== undefined)
  await ctx.db.prisma.$transaction(async (tx) => {
    for (const [key, value] of entries) {
      const where = { userId_key: { userId, key } }
      if (value === null) await tx.preference.deleteMany({ where: { userId, key } })
      else await tx.preference.upsert({ where, create: { userId, key, value }, update: { value } })
    }
  })
  return getPreferences(ctx)
}
