import { z } from "zod"
import type { HandOverRecord, createHandOver as route } from "@/lib/contracts/hand-overs"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { createToken, hashToken } from "@/lib/db/token"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { REMOTE_PROVIDER } from "@/lib/services/fine-tune/hosted-providers"
import { requireFineTune } from "@/lib/services/fine-tune/require-fine-tune"
import { presentHandOver } from "@/lib/services/hand-over/present-hand-over"

const DAY_MS = 24 * 3600_000

const handleSchema = z.object({ id: z.string() })

/** The token is in the answer and nowhere else; one made before for the same job opens nothing any more. */
export async function createHandOver(
  ctx: Context,
  { experimentId, fineTuneId, days }: z.output<(typeof route)["input"]>,
): Promise<HandOverRecord & { token: string }> {
  requirePermission(ctx.actor, "run.write")
  const row = await requireFineTune(ctx, experimentId, fineTuneId)
  if (row.provider !== REMOTE_PROVIDER) {
    throw new AppError("UNSUPPORTED", "This job is not one that another machine can take.")
  }
  const handle = handleSchema.safeParse(row.handle).data
  if (!handle || row.status !== "running" || row.cancelRequestedAt) {
    throw new AppError(
      "CONFLICT",
      "This job is not waiting for a machine: its files are not ready, or it has ended.",
    )
  }
  const token = createToken("wnh_")
  const now = ctx.now()
  const [, created] = await ctx.db.prisma.$transaction([
    ctx.db.prisma.handOver.updateMany({
      where: { experimentId, fineTuneId, revokedAt: null, usedAt: null },
      data: { revokedAt: now },
    }),
    ctx.db.prisma.handOver.create({
      data: {
        id: newId(),
        experimentId,
        fineTuneId,
        runKey: handle.id,
        tokenHash: hashToken(token),
        createdById: ctx.actor.userId,
        createdAt: now,
        expiresAt: new Date(now.getTime() + days * DAY_MS),
      },
    }),
  ])
  return { ...presentHandOver(created, now), token }
}
