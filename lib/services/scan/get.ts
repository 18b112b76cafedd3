import type { ScanRecord } from "@/lib/contracts/scans"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"

const STATUSES = ["queued", "running", "done"] as const

/** Without what it found, which can be long. @throws AppError NOT_FOUND */
export async function getScan(
  ctx: Context,
  { experimentId, scanId }: { experimentId: string; scanId: string },
): Promise<ScanRecord> {
  requirePermission(ctx.actor, "workspace.read")
  const scan = await ctx.db.prisma.episodeScan.findUnique({
    where: { experimentId_id: { experimentId, id: scanId } },
    omit: { matches: true },
  })
  if (!scan) throw new AppError("NOT_FOUND", "There is no such scan in this experiment.")
  const { id, progress, error, createdAt, finishedAt } = scan
  return {
    experimentId,
    id,
    status: STATUSES.find((status) => status === scan.status) ?? "failed",
    progress,
    error,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  }
}
