import type { DatasetRecord } from "@/lib/contracts/datasets"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

export async function getDataset(
  ctx: Context,
  { experimentId, datasetId }: { experimentId: string; datasetId: string },
): Promise<DatasetRecord> {
  requirePermission(ctx.actor, "workspace.read")
  return presentDataset(await requireDataset(ctx, experimentId, datasetId))
}
