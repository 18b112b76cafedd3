import { randomBytes } from "node:crypto"
import { chmodSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { canReach, findServerAccount } from "@/bin/postgres/account"
import type { PostgresRelease } from "@/bin/postgres/binaries"
import { type PostgresServer, startPostgres } from "@/bin/postgres/server"
import { TEST_SETTINGS } from "@/bin/postgres/settings"
import { openSharedFolder } from "@/bin/postgres/shared-folder"

export interface ScratchPostgres extends PostgresServer {
  /** Everything it wrote. */
  folder: string
}

/** Starts a server whose data goes away when it stops: for tests and for drafting migrations. */
export async function startScratchPostgres(release: PostgresRelease = 18): Promise<ScratchPostgres> {
  const account = findServerAccount()
  const parent = account && !canReach(tmpdir(), account) ? openSharedFolder(account) : tmpdir()
  const folder = mkdtempSync(join(parent, "winnow-scratch-"))
  chmodSync(folder, 0o711)
  const server = await startPostgres({
    release,
    folder: join(folder, "postgres"),
    account,
    password: randomBytes(16).toString("hex"),
    logFile: join(folder, "postgres.log"),
    settings: TEST_SETTINGS,
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
