import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Account } from "@/bin/postgres/account"

/** A socket's path has to fit into 104 bytes on macOS, 108 on Linux; its name takes 18. */
const LONGEST_SOCKET_FOLDER = 84

/** Makes a folder that only the server's account may enter. */
export function openServerFolder(path: string, account: Account | null): string {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  chmodSync(path, 0o700)
  if (account) chownSync(path, account.uid, account.gid)
  return path
}

export function openSocketFolder(folder: string, account: Account | null): string {
  const usual = join(folder, "socket")
  // What a killed server left here; who may use the data is decided by the lock file beside the data.
  rmSync(usual, { recursive: true, force: true })
  if (Buffer.byteLength(usual) <= LONGEST_SOCKET_FOLDER) return openServerFolder(usual, account)
  return openServerFolder(mkdtempSync(join(tmpdir(), "winnow-")), account)
}

/** How the server's programs are started: as its account, in a folder it can read, in plain English. */
export function serverProcessOptions(account: Account | null, folder: string) {
  return { cwd: folder, env: { ...process.env, LC_ALL: "C", TZ: "UTC" }, ...(account ?? {}) }
}
