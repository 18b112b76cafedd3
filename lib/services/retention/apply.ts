import { type Retention, retentionSchema } from "@/lib/contracts/removals"
import type { Context } from "@/lib/db/context"
import { Prisma } from "@/lib/db/generated/client"
import { countReached } from "@/lib/db/removal.sql"
import { requirePermission } from "@/lib/domain/policy"
import { reachOfRetention } from "@/lib/services/removal/reach"
import { startRemoval } from "@/lib/services/removal/start"

/** Starts a deletion of what the rule does not keep, unless one is under way or nothing is reached. */
export async function applyRetention(ctx: Context, experimentId: string, rule: Retention): Promise<void> {
  requirePermission(ctx.actor, "experiment.write")
  const going = await ctx.db.prisma.removal.count({
    where: { experimentId, kind: "retention", status: { in: ["queued", "running"] } },
  })
  if (going > 0) return
  const reach = reachOfRetention(rule, ctx.now())
  const { episodes } = await countReached(ctx.db.pool, experimentId, reach)
  if (episodes === 0) return
  const days = rule.keepDays === 1 ? "a day" : `${rule.keepDays} days`
  await startRemoval(ctx, { experimentId, name: `Episodes older than ${days}`, reach })
}

/** The same for every experiment that has a rule. */
export async function applyRetentions(ctx: Context): Promise<void> {
  requirePermission(ctx.actor, "experiment.write")
  const experiments = await ctx.db.prisma.experiment.findMany({
    where: { retention: { not: Prisma.DbNull } },
    select: { id: true, retention: true },
    orderBy: { id: "asc" },
  })
  for (const { id, retention } of experiments) await applyRetention(ctx, id, retentionSchema.parse(retention))
}
