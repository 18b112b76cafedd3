import type { ScanRecord } from "@/lib/contracts/scans"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

const STATUSES = ["queued", "running", "done"] as const

/** Without what it found, which can be long; null where nobody has started it. */
export async function getScan(
  ctx: Context,
  { experimentId, scanId }: { experimentId: string; scanId: string },
): Promise<{ scan: ScanRecord | null }> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  return { scan: await readScan(ctx, experimentId, scanId) }
}

export async function readScan(
  ctx: Context,
  experimentId: string,
  scanId: string,
): Promise<ScanRecord | null> {
  const scan = await ctx.db.prisma.episodeScan.findUnique({
    where: { experimentId_id: { experimentId, id: scanId } },
    omit: { matches: true },
  })
  if (!scan) return null
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
