import type { z } from "zod"
import type { ExportFormat, listExportFormats as route } from "@/lib/contracts/exports"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { EXPORTERS } from "@/lib/exporters/registry"
import { holdsPairs } from "@/lib/services/dataset/plan-export"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

/** The formats that fit what the dataset holds: one without preference pairs has no preference formats. */
export async function listExportFormats(
  ctx: Context,
  { experimentId, datasetId }: z.output<(typeof route)["input"]>,
): Promise<{ items: ExportFormat[] }> {
  requirePermission(ctx.actor, "workspace.read")
  const withPairs = holdsPairs(presentDataset(await requireDataset(ctx, experimentId, datasetId)))
  const items = EXPORTERS.flatMap((exporter): ExportFormat[] => {
    if (exporter.input === "pairs" && !withPairs) return []
    const { id, title, description, extension, input, carries } = exporter
    const [rows, losses] = input === "pairs" ? [[], []] : [[...exporter.rows], [...exporter.losses]]
    return [{ id, title, description, extension, input, rows, losses, carries }]
  })
  return { items }
}
