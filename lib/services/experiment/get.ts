import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentExperiment } from "@/lib/services/experiment/present-experiment"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

/** @throws AppError NOT_FOUND */
export async function getExperiment(
  ctx: Context,
  input: { experimentId: string },
): Promise<ExperimentRecord> {
  requirePermission(ctx.actor, "workspace.read")
  return presentExperiment(ctx, await requireExperiment(ctx, input.experimentId))
}
