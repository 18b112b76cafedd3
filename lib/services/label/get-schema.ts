import type { z } from "zod"
import { labelSchemaSchema, type getLabelSchema as route } from "@/lib/contracts/label-schema"
import type { Context } from "@/lib/db/context"
import { EMPTY_LABEL_SCHEMA, type LabelSchema } from "@/lib/domain/label-schema"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

/** @throws AppError NOT_FOUND */
export async function getLabelSchema(
  ctx: Context,
  { experimentId }: z.output<(typeof route)["input"]>,
): Promise<LabelSchema> {
  requirePermission(ctx.actor, "workspace.read")
  const { labelSchema } = await requireExperiment(ctx, experimentId)
  return labelSchema === null ? EMPTY_LABEL_SCHEMA : labelSchemaSchema.parse(labelSchema)
}
