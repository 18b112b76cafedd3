import { once } from "node:events"
import { pipeline, Readable } from "node:stream"
import type { ReadableStream as NodeStream } from "node:stream/web"
import { isDeepStrictEqual } from "node:util"
import { createZstdDecompress } from "node:zlib"
import type { PoolClient } from "pg"
import { z } from "zod"
import {
  type BackupManifest,
  backupManifestSchema,
  type restoreBackup as route,
} from "@/lib/contracts/backup"
import type { RouteOutput } from "@/lib/contracts/route"
import {
  type BackupTable,
  copyTableIn,
  holdsData,
  listAppliedMigrations,
  listBackupTables,
  truncateTables,
} from "@/lib/db/backup.sql"
import type { Context } from "@/lib/db/context"
import { withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { damagedBackup, FrameReader } from "@/lib/services/backup/frames"

const tableSchema = z.union([
  z.object({ name: z.string(), columns: z.array(z.string()) }),
  z.object({ end: z.literal(true) }),
])

async function readManifest(frames: FrameReader): Promise<BackupManifest> {
  const parsed = backupManifestSchema.safeParse(await frames.nextJson())
  if (parsed.success) return parsed.data
  throw new AppError("INVALID_INPUT", "This is no backup of Winnow, or of another version's form.")
}

async function requireSuitable(client: PoolClient, manifest: BackupManifest): Promise<BackupTable[]> {
  if (!isDeepStrictEqual(await listAppliedMigrations(client), manifest.migrations)) {
    throw new AppError(
      "CONFLICT",
      "The backup is of another version. Restore it with the Winnow that made it and upgrade then.",
    )
  }
  if (await holdsData(client)) {
    throw new AppError(
      "CONFLICT",
      "A backup is restored into an empty installation only; this one holds data.",
    )
  }
  return listBackupTables(client)
}

async function restoreTable(client: PoolClient, table: BackupTable, frames: FrameReader): Promise<number> {
  const stream = copyTableIn(client, table)
  const failed = once(stream, "error").then(([error]) => Promise.reject(error))
  const finished = once(stream, "finish")
  failed.catch(() => undefined)
  for (let chunk = await frames.next(); chunk.length > 0; chunk = await frames.next()) {
    if (!stream.write(chunk)) await Promise.race([once(stream, "drain"), failed])
  }
  stream.end()
  await Promise.race([finished, failed])
  return stream.rowCount
}

async function restoreTables(client: PoolClient, frames: FrameReader, known: readonly BackupTable[]) {
  await truncateTables(client, known)
  let tables = 0
  let rows = 0
  for (;;) {
    const header = tableSchema.parse(await frames.nextJson())
    if ("end" in header) return { tables, rows }
    // Names come from the file; only a table that the schema has may be written.
    const table = known.find((candidate) => isDeepStrictEqual(candidate, header))
    if (!table) throw new AppError("INVALID_INPUT", `The backup holds an unknown table, ${header.name}.`)
    rows += await restoreTable(client, table, frames)
    tables += 1
  }
}

async function* decompress(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* pipeline(Readable.fromWeb(body as NodeStream), createZstdDecompress(), () => undefined)
  } catch (cause) {
    const isCompression = cause instanceof Error && "code" in cause && /^Z(STD)?_/.test(String(cause.code))
    throw isCompression ? damagedBackup(cause) : cause
  }
}

/**
 * Replaces the empty content of an installation by a backup, in one transaction: a damaged file leaves everything as it was.
 * @throws AppError CONFLICT when the installation holds data or has another schema, INVALID_INPUT for a damaged file.
 */
export async function restoreBackup(
  ctx: Context,
  body: ReadableStream<Uint8Array> | null,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.manage")
  if (!body) throw new AppError("INVALID_INPUT", "The backup is empty.")
  const frames = new FrameReader(decompress(body))
  const manifest = await readManifest(frames)
  const counts = await withTransaction(ctx.db, async (client) =>
    restoreTables(client, frames, await requireSuitable(client, manifest)),
  )
  return { createdAt: manifest.createdAt, ...counts }
}
