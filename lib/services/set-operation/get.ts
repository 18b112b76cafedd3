import type { SetOperationRecord } from "@/lib/contracts/set-operations"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentSetOperation, requireSetOperation } from "@/lib/services/set-operation/present"

/** @throws AppError NOT_FOUND */
export async function getSetOperation(
  ctx: Context,
  key: { experimentId: string; operationId: string },
): Promise<SetOperationRecord> {
  requirePermission(ctx.actor, "workspace.read")
  return presentSetOperation(ctx, await requireSetOperation(ctx, key))
}
