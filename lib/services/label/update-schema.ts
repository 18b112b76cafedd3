import type { z } from "zod"
import type { updateLabelSchema as route } from "@/lib/contracts/label-schema"
import type { Context } from "@/lib/db/context"
import type { LabelSchema } from "@/lib/domain/label-schema"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

/** Labels that were given stay, also those of a scale that is gone. @throws AppError NOT_FOUND */
export async function updateLabelSchema(
  ctx: Context,
  { experimentId, ...labelSchema }: z.output<(typeof route)["input"]>,
): Promise<LabelSchema> {
  requirePermission(ctx.actor, "experiment.write")
  await requireExperiment(ctx, experimentId)
  await ctx.db.prisma.experiment.update({ where: { id: experimentId }, data: { labelSchema } })
  return labelSchema
}
