import { execFile } from "node:child_process"
import { chownSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import type { PostgresRelease } from "@/bin/postgres/binaries"
import type { PostgresOptions } from "@/bin/postgres/server"
import { serverProcessOptions } from "@/bin/postgres/server-folder"

export const SERVER_USER = "winnow"

/** The server's own collation is the same on every machine; releases before 17 know it only as C. */
function localeOptions(release: PostgresRelease): string[] {
  return release === 15
    ? ["--locale=C"]
    : ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
}

/** Makes the data folder; a half-made one of an interrupted attempt is never taken for a whole one. */
export async function initialiseData(
  options: Pick<PostgresOptions, "release" | "folder" | "account" | "password" | "settings">,
  binaries: string,
  data: string,
): Promise<void> {
  const { folder, account, password } = options
  const passwordFile = join(folder, "password")
  const partial = `${data}.partial`
  rmSync(partial, { recursive: true, force: true })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (account) chownSync(passwordFile, account.uid, account.gid)
  try {
    await promisify(execFile)(
      join(binaries, "initdb"),
      [
        ...["-D", partial, "-U", SERVER_USER, `--pwfile=${passwordFile}`],
        ...["--auth=scram-sha-256", "--encoding=UTF8", ...localeOptions(options.release)],
        ...(options.settings.fsync === "off" ? ["--no-sync"] : []),
      ],
      serverProcessOptions(account, folder),
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
  renameSync(partial, data)
}
