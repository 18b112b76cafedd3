import type { Context } from "@/lib/db/context"
import { Prisma } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { isHosted } from "@/lib/services/fine-tune/hosted-providers"

/** Why files have to be sent again. */
const BAD_FILES = ["invalid_file", "not_found"]

/**
 * Lets a job that failed or was cancelled at a provider be created once more, under a key of its own; one that succeeded stays.
 * @throws AppError CONFLICT while the provider has not let go of the last one.
 */
export async function renewHostedFineTune(
  ctx: Context,
  { experimentId, fineTuneId }: { experimentId: string; fineTuneId: string },
): Promise<void> {
  requirePermission(ctx.actor, "run.write")
  const where = { experimentId_id: { experimentId, id: fineTuneId } }
  const row = await ctx.db.prisma.fineTune.findUnique({ where })
  if (!row || !isHosted(row)) return
  if (row.cancelRequestedAt && (row.status === "running" || row.status === "queued")) {
    throw new AppError("CONFLICT", "The provider has not cancelled the last job yet; try again in a moment.")
  }
  if (row.status !== "failed" && row.status !== "cancelled") return
  await ctx.db.prisma.fineTune.updateMany({
    where: { experimentId, id: fineTuneId, status: row.status, attempt: row.attempt },
    data: {
      status: "queued",
      attempt: row.attempt + 1,
      handle: Prisma.DbNull,
      createStartedAt: null,
      cancelRequestedAt: null,
      providerStatus: null,
      refusal: null,
      error: null,
      failures: 0,
      progress: 0,
      metrics: [],
      checkpoints: [],
      finishedAt: null,
      notifiedAt: null,
      ...(BAD_FILES.includes(row.refusal ?? "") ? { uploads: {} } : {}),
    },
  })
}
