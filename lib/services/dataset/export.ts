import type { z } from "zod"
import type { exportDataset as route } from "@/lib/contracts/datasets"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { toFileName } from "@/lib/services/dataset/file-name"
import { type DatasetRow, readExportRows, requireExporter } from "@/lib/services/dataset/read-export-rows"
import { requireDataset } from "@/lib/services/dataset/require-dataset"

/** Fewer, larger chunks: every one of them costs the server about as much as it costs the client. */
const CHUNK_BYTES = 262_144

export interface DatasetExport {
  fileName: string
  mediaType: string
  /** Made as they are asked for, so that a slow reader holds nothing in memory. */
  chunks: AsyncGenerator<Uint8Array>
}

/** One split as the lines of a training file. @throws AppError NOT_FOUND, INVALID_INPUT before the first line. */
export async function exportDataset(
  ctx: Context,
  { experimentId, datasetId, format, split }: z.output<(typeof route)["input"]>,
): Promise<DatasetExport> {
  requirePermission(ctx.actor, "workspace.read")
  const exporter = requireExporter(format)
  const dataset = await requireDataset(ctx, experimentId, datasetId)
  const rows = readExportRows(ctx, exporter, { experimentId, datasetId, split })
  return {
    fileName: toFileName(dataset.name, split, exporter.extension),
    mediaType: exporter.mediaType,
    chunks: toChunks(rows),
  }
}

async function* toChunks(rows: AsyncIterable<DatasetRow>): AsyncGenerator<Uint8Array> {
  const pending: Buffer[] = []
  let byteCount = 0
  for await (const { line } of rows) {
    if (line === null) continue
    const bytes = Buffer.from(`${line}\n`)
    pending.push(bytes)
    byteCount += bytes.length
    if (byteCount < CHUNK_BYTES) continue
    yield Buffer.concat(pending.splice(0))
    byteCount = 0
  }
  if (byteCount > 0) yield Buffer.concat(pending)
}
