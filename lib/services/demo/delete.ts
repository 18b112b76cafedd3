import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { settleDemo } from "@/lib/services/demo/settled"
import { startRemoval } from "@/lib/services/removal/start"

/** Deletes both demo experiments and the models only they used. It never comes back by itself. */
export async function deleteDemo(ctx: Context): Promise<{ deleted: number }> {
  requirePermission(ctx.actor, "experiment.write")
  await settleDemo(ctx)
  const demos = await ctx.db.prisma.experiment.findMany({
    where: { isDemo: true },
    select: { id: true, name: true },
  })
  const used = await ctx.db.prisma.run.findMany({
    where: { experimentId: { in: demos.map(({ id }) => id) } },
    select: { modelId: true },
  })
  await ctx.db.prisma.pipeline.updateMany({
    where: { experimentId: { in: demos.map(({ id }) => id) }, status: { in: ["queued", "running"] } },
    data: { status: "cancelled" },
  })
  for (const { id, name } of demos) {
    await startRemoval(ctx, { experimentId: id, name, reach: { kind: "experiment" } })
  }
  await ctx.db.prisma.model.deleteMany({
    where: { id: { in: used.map(({ modelId }) => modelId) }, runs: { none: {} } },
  })
  return { deleted: demos.length }
}
