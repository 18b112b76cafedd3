import { readFileSync, statSync } from "node:fs"
import { dirname } from "node:path"

/** A user of this machine, as numbers. */
export interface Account {
  uid: number
  gid: number
}

const PREFERRED = ["postgres", "_postgres", "nobody"]

function readAccounts(): Map<string, Account> {
  const entries = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length > 3)
  return new Map(entries.map(([name, , uid, gid]) => [String(name), { uid: Number(uid), gid: Number(gid) }]))
}

/**
 * The account the database server runs as: null means our own, because only root needs another one (Postgres refuses
 * to run as root). Existing accounts are used, none is created.
 */
export function findServerAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  const accounts = readAccounts()
  const found = PREFERRED.map((name) => accounts.get(name)).find((account) => account && account.uid > 0)
  if (!found) throw new Error(`running as root needs one of the users ${PREFERRED.join(", ")} in /etc/passwd`)
  return found
}

function maySearch(folder: string, account: Account): boolean {
  const { mode, uid, gid } = statSync(folder)
  if (uid === account.uid) return (mode & 0o100) !== 0
  return (mode & (gid === account.gid ? 0o010 : 0o001)) !== 0
}

/** Whether the account may walk down to an existing folder (an absolute path without links). */
export function canReach(folder: string, account: Account | null): boolean {
  if (!account) return true
  if (!maySearch(folder, account)) return false
  return folder === dirname(folder) || canReach(dirname(folder), account)
}
