import type { z } from "zod"
import type { sampleDataset as route } from "@/lib/contracts/exports"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { planExport } from "@/lib/services/dataset/plan-export"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { readExportRows } from "@/lib/services/dataset/read-export-rows"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

/** The first rows that the file would hold; rows that break a rule are passed over. */
export async function sampleDataset(
  ctx: Context,
  { experimentId, datasetId, split, limit, ...input }: z.output<(typeof route)["input"]>,
): Promise<z.output<(typeof route)["output"]>> {
  requirePermission(ctx.actor, "workspace.read")
  const dataset = presentDataset(await requireDataset(ctx, experimentId, datasetId))
  const plan = planExport(input, dataset)
  const sample: z.output<(typeof route)["output"]>["rows"] = []
  for await (const { episodeId, rows } of readExportRows(ctx, plan, dataset, split)) {
    for (const { row, tokens, trainedTokens } of rows) {
      if (row !== null) sample.push({ episodeId, tokens, trainedTokens, row })
      if (sample.length === limit) return { rows: sample }
    }
  }
  return { rows: sample }
}
