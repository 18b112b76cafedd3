import type { z } from "zod"
import type { ExportFormat, listExportFormats as route } from "@/lib/contracts/exports"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { EXPORTERS } from "@/lib/exporters/registry"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

/** The formats that fit what the dataset holds: one without preference pairs has no preference formats. */
export async function listExportFormats(
  ctx: Context,
  { experimentId, datasetId }: z.output<(typeof route)["input"]>,
): Promise<{ items: ExportFormat[] }> {
  requirePermission(ctx.actor, "workspace.read")
  await requireDataset(ctx, experimentId, datasetId)
  const items = EXPORTERS.flatMap((exporter): ExportFormat[] => {
    if (exporter.input !== "episodes") return []
    const { id, title, description, extension, input, rows, losses, carries } = exporter
    return [{ id, title, description, extension, input, rows: [...rows], losses: [...losses], carries }]
  })
  return { items }
}
