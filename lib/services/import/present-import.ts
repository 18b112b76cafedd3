import { type ImportRecord, type ImportStatus, importPreviewSchema } from "@/lib/contracts/imports"
import type { Context } from "@/lib/db/context"
import type { Import } from "@/lib/db/generated/client"

async function readNames(ctx: Context, rows: readonly Import[]) {
  const experimentIds = [...new Set(rows.flatMap(({ experimentId }) => experimentId ?? []))]
  const runIds = [...new Set(rows.flatMap(({ runId }) => runId ?? []))]
  const [experiments, runs] = await Promise.all([
    ctx.db.prisma.experiment.findMany({
      where: { id: { in: experimentIds } },
      select: { id: true, name: true },
    }),
    ctx.db.prisma.run.findMany({
      where: { experimentId: { in: experimentIds }, id: { in: runIds } },
      select: { id: true, name: true },
    }),
  ])
  return new Map([...experiments, ...runs].map(({ id, name }) => [id, name]))
}

export async function presentImports(ctx: Context, rows: readonly Import[]): Promise<ImportRecord[]> {
  const names = await readNames(ctx, rows)
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null))
  return rows.map((row) => ({
    id: row.id,
    fileName: row.fileName,
    byteCount: Number(row.byteCount),
    format: row.format,
    status: row.status as ImportStatus,
    preview: importPreviewSchema.nullable().parse(row.preview),
    experimentId: row.experimentId,
    experimentName: nameOf(row.experimentId),
    runId: row.runId,
    runName: nameOf(row.runId),
    bytesRead: Number(row.bytesRead),
    accepted: row.accepted,
    duplicates: row.duplicates,
    repaired: row.repaired,
    rejected: row.rejected,
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }))
}

export async function presentImport(ctx: Context, row: Import): Promise<ImportRecord> {
  const [record] = await presentImports(ctx, [row])
  return record as ImportRecord
}
