import { randomBytes } from "node:crypto"
import { chmodSync, existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { canReach, findServerAccount } from "@/bin/postgres/account"
import type { PostgresRelease } from "@/bin/postgres/binaries"
import { type PostgresServer, startPostgres } from "@/bin/postgres/server"
import { TEST_SETTINGS } from "@/bin/postgres/settings"
import { openSharedFolder } from "@/bin/postgres/shared-folder"
import { clearStaleServer } from "@/bin/postgres/stale-server"
import { identifyProcess, isRunning } from "@/bin/processes/identity"

export interface ScratchPostgres extends PostgresServer {
  /** Everything it wrote. */
  folder: string
}

const PREFIX = "winnow-scratch-"

/** Removes the servers of owners that were killed before they could. */
async function sweep(parent: string): Promise<void> {
  for (const name of globSync(`${PREFIX}*`, { cwd: parent })) {
    const folder = join(parent, name)
    const owner = join(folder, "owner.json")
    if (!existsSync(owner) || isRunning(JSON.parse(readFileSync(owner, "utf8")))) continue
    for (const data of globSync("postgres/data-*", { cwd: folder }))
      await clearStaleServer(join(folder, data))
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Starts a server whose data goes away when it stops, for tests and for drafting migrations. It belongs to the process
 * `ownerPid`: once that is gone, the next scratch server clears it away.
 */
export async function startScratchPostgres(
  release: PostgresRelease = 18,
  ownerPid: number = process.pid,
  settings: Record<string, string> = TEST_SETTINGS,
): Promise<ScratchPostgres> {
  const account = findServerAccount()
  const parent = account && !canReach(tmpdir(), account) ? openSharedFolder(account) : tmpdir()
  await sweep(parent)
  const folder = mkdtempSync(join(parent, PREFIX))
  chmodSync(folder, 0o711)
  writeFileSync(join(folder, "owner.json"), JSON.stringify(identifyProcess(ownerPid)))
  const server = await startPostgres({
    release,
    folder: join(folder, "postgres"),
    account,
    password: randomBytes(16).toString("hex"),
    logFile: join(folder, "postgres.log"),
    settings,
  })
  return {
    ...server,
    folder,
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
