import type { Context } from "@/lib/db/context"
import { deleteRunRows, findDatasetOfRun } from "@/lib/db/deletion.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"

/** @throws AppError NOT_FOUND, CONFLICT while a dataset holds episodes of the run: datasets never change. */
export async function deleteRun(
  ctx: Context,
  input: { experimentId: string; runId: string },
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "run.write")
  const dataset = await findDatasetOfRun(ctx.db, input.experimentId, input.runId)
  if (dataset !== null) {
    throw new AppError("CONFLICT", `The dataset "${dataset}" holds episodes of this run.`)
  }
  const deleted = await deleteRunRows(ctx.db, input.experimentId, input.runId)
  if (!deleted) throw new AppError("NOT_FOUND", "There is no such run in this experiment.")
  return {}
}
