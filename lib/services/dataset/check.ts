import type { z } from "zod"
import type { ExportCheck, checkDataset as route } from "@/lib/contracts/datasets"
import type { Context } from "@/lib/db/context"
import { SPLITS, type Split } from "@/lib/domain/episode"
import { requirePermission } from "@/lib/domain/policy"
import type { Exporter } from "@/lib/exporters/exporter"
import { FindingLog } from "@/lib/services/dataset/finding-log"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { readExportRows, requireExporter } from "@/lib/services/dataset/read-export-rows"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

type Input = z.output<(typeof route)["input"]>

/** Writes every split to nowhere and says what a provider would refuse, what a model would miss, and what to do about it. */
export async function checkDataset(ctx: Context, input: Input): Promise<ExportCheck> {
  requirePermission(ctx.actor, "workspace.read")
  const exporter = requireExporter(input.format)
  const dataset = presentDataset(await requireDataset(ctx, input.experimentId, input.datasetId))
  const { bySplit } = dataset.manifest.counts
  const log = new FindingLog()
  const splits: ExportCheck["splits"] = []
  for (const split of SPLITS.filter((name) => bySplit[name].episodes > 0)) {
    splits.push(await checkSplit(ctx, exporter, input, split, log))
  }
  return { format: exporter.id, splits, problemCount: log.problemCount, findings: log.findings() }
}

async function checkSplit(
  ctx: Context,
  exporter: Exporter,
  { experimentId, datasetId }: Input,
  split: Split,
  log: FindingLog,
): Promise<ExportCheck["splits"][number]> {
  const before = log.problemCount
  const stats = { rowCount: 0, byteCount: 0, tokenCount: 0 }
  for await (const row of readExportRows(ctx, exporter, { experimentId, datasetId, split })) {
    log.addNotes(split, row.notes)
    if (row.line === null) continue
    stats.rowCount += 1
    stats.byteCount += Buffer.byteLength(row.line) + 1
    stats.tokenCount += row.contentTokens
    const at = { split, line: stats.rowCount, episodeId: row.episodeId }
    log.addProblems(at, exporter.validateRow(JSON.parse(row.line)), row.notes)
  }
  // Providers ask for a number of rows to train on; a validation file may be as small as it is.
  const file = split === "train" ? stats : { ...stats, rowCount: Number.POSITIVE_INFINITY }
  log.addProblems({ split, line: null, episodeId: null }, exporter.validateFile(file), [])
  return { split, rows: stats.rowCount, bytes: stats.byteCount, problems: log.problemCount - before }
}
