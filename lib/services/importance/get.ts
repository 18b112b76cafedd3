import { FIT_STATUSES, type ImportanceFitRecord } from "@/lib/contracts/weights"
import type { Context } from "@/lib/db/context"
import type { ImportanceFit } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"

export function presentFit(
  fit: Omit<ImportanceFit, "seed" | "memberIds" | "referenceIds" | "ratios" | "createdById">,
): ImportanceFitRecord {
  const { experimentId, id, progress, stage, error } = fit
  return {
    experimentId,
    id,
    status: FIT_STATUSES.find((status) => status === fit.status) ?? "failed",
    progress,
    stage,
    error,
    createdAt: fit.createdAt.toISOString(),
    finishedAt: fit.finishedAt?.toISOString() ?? null,
  }
}

/** Without the ids and ratios, which are long. @throws AppError NOT_FOUND */
export async function getImportanceFit(
  ctx: Context,
  { experimentId, fitId }: { experimentId: string; fitId: string },
): Promise<ImportanceFitRecord> {
  requirePermission(ctx.actor, "workspace.read")
  const fit = await ctx.db.prisma.importanceFit.findUnique({
    where: { experimentId_id: { experimentId, id: fitId } },
    omit: { memberIds: true, referenceIds: true, ratios: true },
  })
  if (!fit) throw new AppError("NOT_FOUND", "There is no such measurement in this experiment.")
  return presentFit(fit)
}
