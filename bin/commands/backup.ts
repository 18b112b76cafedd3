import { createWriteStream } from "node:fs"
import { rename, rm, stat } from "node:fs/promises"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ReadableStream } from "node:stream/web"
import { openClient } from "@/bin/commands/client"
import { type Command, readOptions, usageError } from "@/bin/commands/command"
import { downloadBackup } from "@/lib/contracts/backup"

export const backupCommand: Command = {
  name: "backup",
  summary: "Save everything the installation stores in one file",
  help: `winnow backup [FILE]

Writes a consistent copy while the server runs; FILE is winnow-DATE.backup unless given. It holds password hashes and
encrypted provider keys: keep it as you keep the installation, together with its WINNOW_SECRET or .winnow/secret.`,
  async run(args) {
    const { positionals } = readOptions(backupCommand, args, {})
    if (positionals.length > 1) throw usageError(backupCommand, "Name one file")
    const path = positionals[0] ?? `winnow-${new Date().toISOString().slice(0, 10)}.backup`
    const response = await openClient().download(downloadBackup, {})
    const partial = `${path}.partial`
    try {
      const file = createWriteStream(partial, { mode: 0o600 })
      await pipeline(Readable.fromWeb(response.body as ReadableStream), file)
      await rename(partial, path)
    } finally {
      await rm(partial, { force: true })
    }
    process.stdout.write(`${path}: ${(await stat(path)).size} bytes\n`)
  },
}
