import { createReadStream, existsSync } from "node:fs"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import type { Context } from "@/lib/db/context"
import { runFolderOf } from "@/lib/providers/own-machine/run-folder"
import { zipFiles } from "@/lib/services/dataset/zip-files"
import { requireOpenHandOver } from "@/lib/services/hand-over/require-open"

const FILES = ["train.py", "serve.py", "config.json", "train.jsonl", "validation.jsonl"]

/** The run folder as a zip, file by file from the disk. @throws AppError UNAUTHENTICATED, CONFLICT */
export async function bundleHandOver(
  ctx: Context,
  token: string | null,
): Promise<AsyncGenerator<Uint8Array>> {
  const { id, runKey } = await requireOpenHandOver(ctx, token)
  await ctx.db.prisma.handOver.update({ where: { id }, data: { lastSeenAt: ctx.now() } })
  const folder = runFolderOf(runKey)
  // Before the first byte: a run that is gone is an error, not half an archive.
  await readFile(join(folder, "config.json"))
  async function* files(): AsyncGenerator<[string, ReadableStream<Uint8Array>]> {
    for (const name of FILES) {
      const path = join(folder, name)
      if (!existsSync(path)) continue
      yield [name, Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>]
    }
  }
  return zipFiles(files())
}
