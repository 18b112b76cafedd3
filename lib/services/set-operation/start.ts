import type { z } from "zod"
import type { startSetOperation as route, SetOperationRecord } from "@/lib/contracts/set-operations"
import type { Context } from "@/lib/db/context"
import { Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { requirePermission, requireUserId } from "@/lib/domain/policy"
import { setOperationJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentSetOperation } from "@/lib/services/set-operation/present"

/** Has the worker label all episodes that match when it begins. @throws AppError NOT_FOUND */
export async function startSetOperation(
  ctx: Context,
  { experimentId, filter, label }: z.output<(typeof route)["input"]>,
): Promise<SetOperationRecord> {
  requirePermission(ctx.actor, "label.write")
  await requireExperiment(ctx, experimentId)
  const row = await ctx.db.prisma.setOperation.create({
    data: {
      experimentId,
      id: newId(),
      key: label.key,
      name: label.key === "tag" ? label.name : "",
      value: label.value ?? Prisma.DbNull,
      filter,
      status: "queued",
      createdById: requireUserId(ctx.actor),
      createdAt: ctx.now(),
    },
  })
  await enqueueJob(ctx.db, setOperationJob, { experimentId, operationId: row.id })
  return presentSetOperation(ctx, row)
}
