import { createReadStream, existsSync } from "node:fs"
import { Readable } from "node:stream"
import { openClient } from "@/bin/commands/client"
import { type Command, readOptions, usageError } from "@/bin/commands/command"
import { restoreBackup } from "@/lib/contracts/backup"
import { AppError } from "@/lib/domain/errors"

export const restoreCommand: Command = {
  name: "restore",
  summary: "Bring a backup back into an empty installation",
  help: `winnow restore FILE

The installation must run, be of the same version and hold no runs. Users of the backup replace those that are here, so sign
in again afterwards.`,
  async run(args) {
    const { positionals } = readOptions(restoreCommand, args, {})
    const [path, ...rest] = positionals
    if (!path || rest.length > 0) throw usageError(restoreCommand, "Name one file")
    if (!existsSync(path)) throw new AppError("INVALID_INPUT", `There is no file ${path}.`)
    const body = Readable.toWeb(createReadStream(path)) as ReadableStream
    const { createdAt, tables, rows } = await openClient().call(restoreBackup, {}, { body })
    process.stdout.write(`Restored ${rows} rows of ${tables} tables, as of ${createdAt}.\n`)
  },
}
