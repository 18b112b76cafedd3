import type { Context } from "@/lib/db/context"
import type { Experiment } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { requirePermission } from "@/lib/domain/policy"

/** The experiment of this name. Concurrent callers get the same one. */
export async function findOrCreateExperiment(ctx: Context, name: string): Promise<Experiment> {
  const known = await ctx.db.prisma.experiment.findUnique({ where: { name } })
  if (known) return known
  requirePermission(ctx.actor, "experiment.write")
  return ctx.db.prisma.experiment.upsert({
    where: { name },
    update: {},
    create: { id: newId(), name, createdAt: ctx.now() },
  })
}
