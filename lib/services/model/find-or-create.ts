import type { Context } from "@/lib/db/context"
import type { Model } from "@/lib/db/generated/client"
import { createOrFind } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"
import { draftModel } from "@/lib/services/model/create"

/** The model of this name. Concurrent callers get the same one. */
export async function findOrCreateModel(ctx: Context, name: string): Promise<Model> {
  const known = await ctx.db.prisma.model.findUnique({ where: { name } })
  if (known) return known
  requirePermission(ctx.actor, "model.write")
  return createOrFind(
    () => ctx.db.prisma.model.create({ data: draftModel(ctx, { name }) }),
    () => ctx.db.prisma.model.findUniqueOrThrow({ where: { name } }),
  )
}
