import { episodeFilterSchema } from "@/lib/contracts/episode-filter"
import {
  SET_OPERATION_STATUSES,
  type SetOperationRecord,
  setLabelSchema,
} from "@/lib/contracts/set-operations"
import type { Context } from "@/lib/db/context"
import type { SetOperation } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"

export function presentSetOperation(ctx: Context, row: SetOperation): SetOperationRecord {
  const { experimentId, id, total, done, error } = row
  return {
    experimentId,
    id,
    label: setLabelSchema.parse({ key: row.key, name: row.name, value: row.value ?? null }),
    filter: episodeFilterSchema.parse(row.filter),
    status: SET_OPERATION_STATUSES.find((status) => status === row.status) ?? "failed",
    total,
    done,
    error,
    isOwn: row.createdById === ctx.actor.userId,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

/** @throws AppError NOT_FOUND */
export async function requireSetOperation(
  ctx: Context,
  { experimentId, operationId }: { experimentId: string; operationId: string },
): Promise<SetOperation> {
  const row = await ctx.db.prisma.setOperation.findUnique({
    where: { experimentId_id: { experimentId, id: operationId } },
  })
  if (!row) throw new AppError("NOT_FOUND", "There is no such operation in this experiment.")
  return row
}
