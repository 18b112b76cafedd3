import type { z } from "zod"
import type { Retention, updateRetention as route } from "@/lib/contracts/removals"
import type { Context } from "@/lib/db/context"
import { Prisma } from "@/lib/db/generated/client"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { applyRetention } from "@/lib/services/retention/apply"

/** Sets or clears the rule, and applies it. @throws AppError NOT_FOUND */
export async function updateRetention(
  ctx: Context,
  { experimentId, retention }: z.output<(typeof route)["input"]>,
): Promise<{ retention: Retention | null }> {
  requirePermission(ctx.actor, "experiment.write")
  await requireExperiment(ctx, experimentId)
  await ctx.db.prisma.experiment.update({
    where: { id: experimentId },
    data: { retention: retention ?? Prisma.DbNull },
  })
  if (retention) await applyRetention(ctx, experimentId, retention)
  return { retention }
}
