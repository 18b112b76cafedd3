import type { Context } from "@/lib/db/context"
import { deleteUnheldEpisodes } from "@/lib/db/removal.sql"
import { requirePermission } from "@/lib/domain/policy"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

/** Members and exclusions go with it; the episodes stay. */
export async function deleteDataset(
  ctx: Context,
  { experimentId, datasetId }: { experimentId: string; datasetId: string },
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "dataset.write")
  await requireDataset(ctx, experimentId, datasetId)
  await ctx.db.prisma.dataset.delete({ where: { experimentId_id: { experimentId, id: datasetId } } })
  await deleteUnheldEpisodes(ctx.db.pool, experimentId)
  return {}
}
