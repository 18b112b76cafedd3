import { pipeline, Readable } from "node:stream"
import { createZstdCompress } from "node:zlib"
import type { PoolClient } from "pg"
import type { BackupManifest } from "@/lib/contracts/backup"
import { copyTableOut, listAppliedMigrations, listBackupTables } from "@/lib/db/backup.sql"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { logger } from "@/lib/logger"
import { encodeFrame, encodeJson } from "@/lib/services/backup/frames"

async function* readTables(client: PoolClient, createdAt: Date): AsyncGenerator<Buffer> {
  const migrations = await listAppliedMigrations(client)
  const manifest: BackupManifest = {
    format: "winnow-backup",
    version: 1,
    migrations,
    createdAt: createdAt.toISOString(),
  }
  yield encodeJson(manifest)
  for (const table of await listBackupTables(client)) {
    yield encodeJson(table)
    for await (const chunk of copyTableOut(client, table)) yield encodeFrame(chunk)
    yield encodeFrame(Buffer.alloc(0))
  }
  yield encodeJson({ end: true })
}

/** One transaction, so that the backup shows one moment however long it takes. */
async function* readSnapshot(ctx: Context): AsyncGenerator<Buffer> {
  const client = await ctx.db.pool.connect()
  let completed = false
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    yield* readTables(client, ctx.now())
    await client.query("COMMIT")
    completed = true
  } finally {
    // A connection left in the middle of a COPY is of no further use.
    client.release(!completed)
  }
}

/** Everything the installation stores, compressed. Uploaded files that wait for their import are not part of it. */
export function readBackup(ctx: Context): Readable {
  requirePermission(ctx.actor, "workspace.manage")
  return pipeline(Readable.from(readSnapshot(ctx)), createZstdCompress(), (error) => {
    if (error) logger.warn("backup ended early", { error })
  })
}
