import { chmodSync, mkdirSync, realpathSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Account, canReach } from "@/bin/postgres/account"
import { AppError } from "@/lib/domain/errors"

const CANDIDATES = ["/var/lib/winnow", "/opt/winnow", "/usr/local/var/winnow", join(tmpdir(), "winnow")]

function prepare(folder: string): string | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 })
    chmodSync(folder, 0o755)
    return realpathSync(folder)
  } catch (error) {
    if (error instanceof Error && "code" in error) return null
    throw error
  }
}

/** Where root puts what the server's own user must read when the usual folder is closed to that user. */
export function openSharedFolder(account: Account): string {
  for (const candidate of CANDIDATES) {
    const folder = prepare(candidate)
    if (folder && canReach(folder, account)) return folder
  }
  throw new AppError(
    "UNAVAILABLE",
    `The database server cannot run as root and none of ${CANDIDATES.join(", ")} is open to another user; set WINNOW_HOME to a folder that is, or DATABASE_URL to your own Postgres.`,
  )
}
