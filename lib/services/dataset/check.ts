import type { z } from "zod"
import type { DatasetRecord } from "@/lib/contracts/datasets"
import type { ExportCheck, checkDataset as route } from "@/lib/contracts/exports"
import type { Context } from "@/lib/db/context"
import { SPLITS, type Split } from "@/lib/domain/episode"
import { requirePermission } from "@/lib/domain/policy"
import { checkFile } from "@/lib/exporters/check-file"
import { encodeRows } from "@/lib/exporters/encode-rows"
import type { JsonObject } from "@/lib/exporters/exporter"
import { FindingLog } from "@/lib/services/dataset/finding-log"
import { type ExportPlan, planExport } from "@/lib/services/dataset/plan-export"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { type PreparedEpisode, readExportRows } from "@/lib/services/dataset/read-export-rows"
import { requireDataset } from "@/lib/services/dataset/require-dataset"
import { planResampling } from "@/lib/services/dataset/resampling"

type Input = z.output<(typeof route)["input"]>
type SplitCheck = ExportCheck["splits"][number]

/** Writes every split to nowhere and says what a provider would refuse, what a model would miss, and what to do about it. */
export async function checkDataset(ctx: Context, input: Input): Promise<ExportCheck> {
  requirePermission(ctx.actor, "workspace.read")
  const dataset = presentDataset(await requireDataset(ctx, input.experimentId, input.datasetId))
  const plan = planExport(input, dataset)
  const { counts, pairs } = dataset.manifest
  const sizeOf = (split: Split) =>
    plan.input === "pairs" ? (pairs?.bySplit[split] ?? 0) : counts.bySplit[split].episodes
  const log = new FindingLog()
  const splits: SplitCheck[] = []
  for (const split of SPLITS.filter((name) => sizeOf(name) > 0)) {
    splits.push(await checkSplit(ctx, plan, dataset, split, log))
  }
  const isPairs = plan.input === "pairs"
  return {
    format: plan.exporter.id,
    extension: plan.exporter.extension,
    rows: isPairs ? "pair" : plan.options.rows,
    loss: isPairs ? "answers" : plan.options.loss,
    usage: isPairs ? plan.exporter.usage() : plan.exporter.usage(plan.options),
    splits,
    resampling: await describeResampling(ctx, plan, dataset),
    problemCount: log.problemCount,
    refusedRows: log.refusedRows,
    fixes: log.fixes,
    applied: log.applied,
    findings: log.findings(),
  }
}

async function describeResampling(
  ctx: Context,
  plan: ExportPlan,
  dataset: DatasetRecord,
): Promise<ExportCheck["resampling"]> {
  const drawn = await planResampling(ctx, plan, dataset, "train")
  if (!drawn) return null
  const { counts } = drawn
  return {
    episodes: counts.length,
    leftOut: counts.filter((count) => count === 0).length,
    repeated: counts.filter((count) => count > 1).length,
    most: counts.reduce((max, count) => Math.max(max, count), 0),
  }
}

async function checkSplit(
  ctx: Context,
  plan: ExportPlan,
  dataset: DatasetRecord,
  split: Split,
  log: FindingLog,
): Promise<SplitCheck> {
  const before = log.problemCount
  const counts = { split, rows: 0, bytes: 0, tokens: 0, trainedTokens: 0, problems: 0 }
  const episodes = readExportRows(ctx, plan, dataset, split)
  for await (const chunk of encodeRows(plan.exporter, observe(episodes, log, counts))) {
    counts.bytes += chunk.length
  }
  const stats = { rowCount: counts.rows, byteCount: counts.bytes, tokenCount: counts.tokens }
  log.addFileProblems(split, checkFile(plan.exporter.limits, split, stats))
  return { ...counts, problems: log.problemCount - before }
}

/** Hands on the rows of the file and writes down what there is to say about every one, written or not. */
async function* observe(
  episodes: AsyncIterable<PreparedEpisode>,
  log: FindingLog,
  counts: SplitCheck,
): AsyncGenerator<JsonObject> {
  let line = 0
  for await (const { episodeId, rows, notes } of episodes) {
    log.addNotes(counts.split, notes)
    for (const row of rows) {
      const isLeftOut = row.row === null && row.applied !== null
      if (!isLeftOut) line += 1
      log.addRow({ split: counts.split, line: isLeftOut ? null : line, episodeId }, row)
      if (row.row === null) continue
      counts.rows += 1
      counts.tokens += row.tokens
      counts.trainedTokens += row.trainedTokens
      yield row.row
    }
  }
}
