import type { RunRecord } from "@/lib/contracts/runs"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { presentRuns, RUN_INCLUDE } from "@/lib/services/run/present-run"

/** @throws AppError NOT_FOUND, also when the run belongs to another experiment. */
export async function getRun(
  ctx: Context,
  input: { experimentId: string; runId: string },
): Promise<RunRecord> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, runId } = input
  const row = await ctx.db.prisma.run.findUnique({
    where: { experimentId_id: { experimentId, id: runId } },
    include: RUN_INCLUDE,
  })
  if (!row) throw new AppError("NOT_FOUND", "There is no such run in this experiment.")
  const [run] = await presentRuns(ctx, experimentId, [row])
  return run as RunRecord
}
