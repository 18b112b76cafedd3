import type { z } from "zod"
import type { deleteHandOver as route } from "@/lib/contracts/hand-overs"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { requireFineTune } from "@/lib/services/fine-tune/require-fine-tune"

/** @throws AppError NOT_FOUND where there is no token that opens anything. */
export async function deleteHandOver(
  ctx: Context,
  { experimentId, fineTuneId }: z.output<(typeof route)["input"]>,
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "run.write")
  await requireFineTune(ctx, experimentId, fineTuneId)
  const { count } = await ctx.db.prisma.handOver.updateMany({
    where: { experimentId, fineTuneId, revokedAt: null, usedAt: null },
    data: { revokedAt: ctx.now() },
  })
  if (count === 0) throw new AppError("NOT_FOUND", "This job has no command to revoke.")
  return {}
}
