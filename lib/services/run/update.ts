import type { z } from "zod"
import type { RunRecord, updateRun as route } from "@/lib/contracts/runs"
import type { Context } from "@/lib/db/context"
import { asConflict } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"
import { getRun } from "@/lib/services/run/get"
import { requireRun } from "@/lib/services/run/require-run"

/** @throws AppError NOT_FOUND, CONFLICT when the name is taken. */
export async function updateRun(ctx: Context, input: z.output<(typeof route)["input"]>): Promise<RunRecord> {
  requirePermission(ctx.actor, "run.write")
  const { experimentId, runId, ...data } = input
  await requireRun(ctx, experimentId, runId)
  await asConflict(
    ctx.db.prisma.run.update({ where: { experimentId_id: { experimentId, id: runId } }, data }),
    `There is already a run called "${data.name}" in this experiment.`,
  )
  return getRun(ctx, { experimentId, runId })
}
