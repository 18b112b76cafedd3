import type { Context } from "@/lib/db/context"
import { type DatasetMemberRow, readMembers, readMessageTexts } from "@/lib/db/dataset.sql"
import type { Split } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"
import type { Message, ToolDefinition } from "@/lib/domain/message"
import type { Exporter, ExportRow } from "@/lib/exporters/exporter"
import { EXPORTERS, getExporter } from "@/lib/exporters/registry"

const MEMBERS_PER_PAGE = 200
/** Messages in memory at a time, in tokens: about 4 MB of text, or one episode where one is longer. */
const BATCH_TOKENS = 1_000_000

export interface DatasetRow extends ExportRow {
  episodeId: string
  contentTokens: number
}

interface SplitOfDataset {
  experimentId: string
  datasetId: string
  split: Split
}

/** @throws AppError INVALID_INPUT naming the formats there are. */
export function requireExporter(format: string): Exporter {
  const exporter = getExporter(format)
  if (exporter) return exporter
  const known = EXPORTERS.map(({ id }) => id).join(", ")
  throw new AppError("INVALID_INPUT", `There is no format ${format}; there is ${known}.`)
}

/** The rows of one split in the dataset's order, whatever its size with a bounded part of it in memory. */
export async function* readExportRows(
  ctx: Context,
  exporter: Exporter,
  { split, ...key }: SplitOfDataset,
): AsyncGenerator<DatasetRow> {
  for (let from = 0; ; ) {
    const members = await readMembers(ctx.db.pool, key, { from, limit: MEMBERS_PER_PAGE, split })
    for (const batch of batchesOf(members)) yield* readBatch(ctx, exporter, key.experimentId, batch)
    const last = members.at(-1)
    if (!last || members.length < MEMBERS_PER_PAGE) return
    from = last.position + 1
  }
}

function batchesOf(members: readonly DatasetMemberRow[]): DatasetMemberRow[][] {
  const batches: DatasetMemberRow[][] = []
  let tokens = Number.POSITIVE_INFINITY
  for (const member of members) {
    tokens += member.contentTokens
    if (tokens > BATCH_TOKENS) {
      batches.push([])
      tokens = member.contentTokens
    }
    batches.at(-1)?.push(member)
  }
  return batches
}

async function* readBatch(
  ctx: Context,
  exporter: Exporter,
  experimentId: string,
  members: readonly DatasetMemberRow[],
): AsyncGenerator<DatasetRow> {
  const ids = members.map((member) => member.episodeId)
  const texts = await readMessageTexts(ctx.db.pool, experimentId, ids)
  for (const { episodeId, weight, contentTokens, toolsText } of members) {
    const messages = (texts.get(episodeId) ?? []).map((text) => JSON.parse(text) as Message)
    const tools = toolsText === null ? [] : (JSON.parse(toolsText) as ToolDefinition[])
    const row = exporter.toRow({ id: episodeId, messages, tools, weight })
    yield { ...row, episodeId, contentTokens }
  }
}
