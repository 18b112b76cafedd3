import type { z } from "zod"
import type { controlSetOperation as route } from "@/lib/contracts/set-operations"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { hasRole, requirePermission } from "@/lib/domain/policy"
import { setOperationJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { requireSetOperation } from "@/lib/services/set-operation/present"

const FROM = {
  cancel: ["queued", "running"],
  undo: ["done", "cancelled", "failed"],
} as const

/**
 * Stops an operation between two batches, or has what it did taken back. @throws AppError NOT_FOUND also for what
 * somebody else has started, CONFLICT in a state in which there is nothing to stop or to undo.
 */
export async function controlSetOperation(
  ctx: Context,
  { experimentId, operationId, action }: z.output<(typeof route)["input"]>,
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "label.write")
  const row = await requireSetOperation(ctx, { experimentId, operationId })
  if (row.createdById !== ctx.actor.userId && !hasRole(ctx.actor.role, "admin")) {
    throw new AppError("NOT_FOUND", "There is no such operation of yours in this experiment.")
  }
  const { count } = await ctx.db.prisma.setOperation.updateMany({
    where: { experimentId, id: operationId, status: { in: [...FROM[action]] } },
    data:
      action === "cancel"
        ? { status: "cancelled", finishedAt: ctx.now() }
        : { status: "undoing", error: null, finishedAt: null },
  })
  if (count === 0) throw new AppError("CONFLICT", `It is ${row.status}: there is nothing to ${action}.`)
  if (action === "undo") await enqueueJob(ctx.db, setOperationJob, { experimentId, operationId })
  return {}
}
