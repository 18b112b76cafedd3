import type { Context } from "@/lib/db/context"
import { deleteExperimentRows } from "@/lib/db/deletion.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"

/** @throws AppError NOT_FOUND */
export async function deleteExperiment(
  ctx: Context,
  input: { experimentId: string },
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "experiment.write")
  const deleted = await deleteExperimentRows(ctx.db, input.experimentId)
  if (!deleted) throw new AppError("NOT_FOUND", "There is no such experiment.")
  return {}
}
