import { type Retention, retentionSchema } from "@/lib/contracts/removals"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

/** @throws AppError NOT_FOUND */
export async function getRetention(
  ctx: Context,
  { experimentId }: { experimentId: string },
): Promise<{ retention: Retention | null }> {
  requirePermission(ctx.actor, "workspace.read")
  const { retention } = await requireExperiment(ctx, experimentId)
  return { retention: retention === null ? null : retentionSchema.parse(retention) }
}
