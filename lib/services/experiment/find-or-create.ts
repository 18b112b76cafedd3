import type { Context } from "@/lib/db/context"
import type { Experiment, Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { createOrFind } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"

/** The experiment of this name, created with `defaults` if it is new. Concurrent callers get the same one. */
export async function findOrCreateExperiment(
  ctx: Context,
  name: string,
  defaults: Pick<Prisma.ExperimentUncheckedCreateInput, "primaryMetric" | "successRule" | "environment"> = {},
): Promise<Experiment> {
  const known = await ctx.db.prisma.experiment.findUnique({ where: { name } })
  if (known) return known
  requirePermission(ctx.actor, "experiment.write")
  return createOrFind(
    () => ctx.db.prisma.experiment.create({ data: { ...defaults, id: newId(), name, createdAt: ctx.now() } }),
    () => ctx.db.prisma.experiment.findUniqueOrThrow({ where: { name } }),
  )
}
