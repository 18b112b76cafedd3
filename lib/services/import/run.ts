import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import type { Import } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { requireImport } from "@/lib/services/import/require-import"
import { readUpload, removeUpload } from "@/lib/services/import/upload-file"
import { ingestFile } from "@/lib/services/ingest/ingest"
import type { IngestBatch } from "@/lib/services/ingest/write-batch"
import { refreshActions } from "@/lib/services/scan/start"

/** Characters of a quarantined record that are kept. */
const RAW_LIMIT = 16_384

/** What one reading of the file counts; the episodes that were new count themselves as they are written. */
interface Progress {
  bytesRead: number
  duplicates: number
  rejected: number
}

/** An import interrupted before starts over: what it had accepted then comes back as duplicates now. */
async function beginAgain(ctx: Context, row: Import): Promise<Progress> {
  await ctx.db.prisma.importReject.deleteMany({ where: { importId: row.id } })
  return { bytesRead: 0, duplicates: -row.accepted, rejected: 0 }
}

async function quarantine(ctx: Context, importId: string, progress: Progress, batch: IngestBatch) {
  const data = batch.rejected.map(({ line, reason, raw }, index) => ({
    importId,
    seq: progress.rejected + index,
    line,
    reason: reason.slice(0, 2000),
    raw: raw.slice(0, RAW_LIMIT).replaceAll("\0", "\ufffd").toWellFormed(),
  }))
  if (data.length > 0) await ctx.db.prisma.importReject.createMany({ data })
}

/** Adds a batch to the import's row; false when the import was cancelled in the meantime. */
async function reportBatch(
  ctx: Context,
  importId: string,
  progress: Progress,
  batch: IngestBatch,
): Promise<boolean> {
  await quarantine(ctx, importId, progress, batch)
  progress.duplicates += batch.duplicates.length
  progress.rejected += batch.rejected.length
  const { count } = await ctx.db.prisma.import.updateMany({
    where: { id: importId, status: "running" },
    data: { ...progress, duplicates: Math.max(0, progress.duplicates) },
  })
  return count > 0
}

/** Reads the whole file into its run; false when cancelled on the way. */
async function readInto(ctx: Context, row: Import, signal?: AbortSignal): Promise<boolean> {
  if (!row.experimentId || !row.runId) throw new Error(`import ${row.id} was queued incomplete`)
  const progress = await beginAgain(ctx, row)
  const file = readUpload(row.id, (bytes) => {
    progress.bytesRead = bytes
  })
  const batches = ingestFile(ctx, {
    experimentId: row.experimentId,
    runId: row.runId,
    importId: row.id,
    file: { format: row.format, fileName: row.fileName, bytes: file },
  })
  for await (const batch of batches) {
    signal?.throwIfAborted()
    if (!(await reportBatch(ctx, row.id, progress, batch))) return false
  }
  return true
}

async function finish(ctx: Context, importId: string, data: { status: "done" | "failed"; error?: string }) {
  await ctx.db.prisma.import.updateMany({
    where: { id: importId, status: "running" },
    data: { ...data, finishedAt: ctx.now() },
  })
}

/** The sentence for a person; what else went wrong goes to the log with the job. */
function describeFailure(error: unknown): string {
  if (error instanceof AppError) return error.message
  return "The import stopped because of a fault on our side. Upload the file again: what has landed is not added twice."
}

async function importNow(ctx: Context, importId: string, signal?: AbortSignal): Promise<void> {
  const { count } = await ctx.db.prisma.import.updateMany({
    where: { id: importId, status: { in: ["queued", "running"] } },
    data: { status: "running", bytesRead: 0 },
  })
  if (count === 0) return
  const row = await requireImport(ctx, importId)
  try {
    const completed = await readInto(ctx, row, signal)
    if (!completed) return
    await ctx.db.prisma.import.updateMany({ where: { id: row.id }, data: { bytesRead: row.byteCount } })
    await finish(ctx, row.id, { status: "done" })
    if (row.experimentId) await refreshActions(ctx, row.experimentId)
  } catch (error) {
    if (signal?.aborted) throw error
    await finish(ctx, row.id, { status: "failed", error: describeFailure(error) })
    if (!(error instanceof AppError)) throw error
  }
  await removeUpload(row.id)
}

/**
 * Does the work of a started import, under its lock. Safe to run again after a crash: episodes that landed are found again and add nothing.
 * An unusable file ends the import as failed, and so does a fault of ours while the database can still be told; without a
 * database the queue tries again.
 */
export async function runImport(
  ctx: Context,
  input: { importId: string },
  signal?: AbortSignal,
): Promise<void> {
  requirePermission(ctx.actor, "import.write")
  const work = () => importNow(ctx, input.importId, signal)
  await withAdvisoryLock(ctx.db, `import:${input.importId}`, work, signal)
}
