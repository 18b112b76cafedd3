import type { ConnectionRecord } from "@/lib/contracts/connections"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentConnection } from "@/lib/services/connection/present-connection"
import { requireConnection } from "@/lib/services/connection/require-connection"

/** @throws AppError NOT_FOUND */
export async function getConnection(
  ctx: Context,
  input: { connectionId: string },
): Promise<ConnectionRecord> {
  requirePermission(ctx.actor, "workspace.read")
  return presentConnection(await requireConnection(ctx, input.connectionId))
}
