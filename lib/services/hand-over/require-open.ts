import type { Context } from "@/lib/db/context"
import type { FineTune, HandOver } from "@/lib/db/generated/client"
import { hashToken } from "@/lib/db/token"
import { AppError } from "@/lib/domain/errors"
import { hasEnded } from "@/lib/services/fine-tune/status"

export type OpenHandOver = HandOver & { fineTune: FineTune }

/** The job that a token opens, spent or not. @throws AppError UNAUTHENTICATED; it never says why. */
export async function requireHandOver(ctx: Context, token: string | null): Promise<OpenHandOver> {
  const row = token?.startsWith("wnh_")
    ? await ctx.db.prisma.handOver.findUnique({
        where: { tokenHash: hashToken(token) },
        include: { fineTune: true },
      })
    : null
  if (!row || row.revokedAt || row.expiresAt <= ctx.now()) {
    throw new AppError(
      "UNAUTHENTICATED",
      "This token opens no job: it expired, was revoked, or another was made.",
    )
  }
  return row
}

/** A job that still waits for its result. @throws AppError UNAUTHENTICATED, CONFLICT when it has ended. */
export async function requireOpenHandOver(ctx: Context, token: string | null): Promise<OpenHandOver> {
  const row = await requireHandOver(ctx, token)
  if (row.usedAt) throw new AppError("CONFLICT", "The model of this job was received already.")
  const attempt = `${row.fineTune.idempotencyKey}-${row.fineTune.attempt}`
  if (hasEnded(row.fineTune) || row.fineTune.cancelRequestedAt || attempt !== row.runKey) {
    throw new AppError("CONFLICT", "This job has ended or was cancelled in Winnow.")
  }
  return row
}
