import type { z } from "zod"
import type { exportDataset as route } from "@/lib/contracts/exports"
import type { Context } from "@/lib/db/context"
import { readMemberBounds, streamStoredLines } from "@/lib/db/stored-lines.sql"
import type { Split } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { encodeRows } from "@/lib/exporters/encode-rows"
import type { JsonObject } from "@/lib/exporters/exporter"
import { toFileName } from "@/lib/services/dataset/file-name"
import { type ExportPlan, planExport } from "@/lib/services/dataset/plan-export"
import { presentDataset } from "@/lib/services/dataset/present-dataset"
import { type PreparedEpisode, readExportRows } from "@/lib/services/dataset/read-export-rows"
import { recordExport } from "@/lib/services/dataset/record-export"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

export interface DatasetExport {
  fileName: string
  mediaType: string
  /** Made as they are asked for, so that a slow reader holds nothing in memory; same dataset and options, same bytes. */
  chunks: AsyncGenerator<Uint8Array>
}

/**
 * One split as a training file. @throws AppError NOT_FOUND, or INVALID_INPUT for unknown options and for rows that break
 * rules of the format while no fix is chosen; always before the first byte.
 */
export async function exportDataset(
  ctx: Context,
  request: z.output<(typeof route)["input"]>,
): Promise<DatasetExport> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, datasetId, split, ...input } = request
  const dataset = presentDataset(await requireDataset(ctx, experimentId, datasetId))
  const plan = planExport(input, dataset)
  const rows = () => readExportRows(ctx, plan, dataset, split)
  if (plan.fix === "none" && plan.exporter.rules !== null) await requireSoundRows(rows(), plan)
  const chunks =
    (await streamStored(ctx, plan, { experimentId, datasetId }, split)) ??
    encodeRows(plan.exporter, writtenRows(rows()))
  return {
    fileName: toFileName(dataset.name, split, plan.exporter.extension),
    mediaType: plan.exporter.mediaType,
    chunks: recordExport(ctx, request, chunks),
  }
}

/** The same bytes, assembled by the database; null for a format or for members that it cannot say. */
async function streamStored(
  ctx: Context,
  plan: ExportPlan,
  key: { experimentId: string; datasetId: string },
  split: Split,
): Promise<AsyncGenerator<Uint8Array> | null> {
  if (plan.input !== "episodes" || !plan.exporter.stored) return null
  const { first, last, plain, membersPerCopy } = await readMemberBounds(ctx.db.pool, key, split)
  if (!plain || first === null || last === null) return null
  return streamStoredLines(ctx.db, key, split, { first, last, membersPerCopy })
}

async function* writtenRows(episodes: AsyncIterable<PreparedEpisode>): AsyncGenerator<JsonObject> {
  for await (const { rows } of episodes) {
    for (const { row } of rows) if (row !== null) yield row
  }
}

async function requireSoundRows(episodes: AsyncIterable<PreparedEpisode>, plan: ExportPlan): Promise<void> {
  let count = 0
  let first = ""
  for await (const { episodeId, rows } of episodes) {
    for (const { proposedFix, problems } of rows) {
      if (!proposedFix) continue
      count += 1
      if (count > 1) continue
      const problem = problems.find(({ severity }) => severity === "error")
      const step = problem?.step === null ? "" : `, step ${problem?.step}`
      first = `episode ${episodeId}${step}: ${problem?.message}`
    }
  }
  if (count === 0) return
  const rows = count === 1 ? "1 row breaks" : `${count} rows break`
  const message = `${rows} the rules of ${plan.exporter.title}; the first is ${first} Choose fix=drop or fix=truncate.`
  throw new AppError("INVALID_INPUT", message)
}
