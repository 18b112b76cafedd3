import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { identifyProcess } from "@/bin/processes/identity"
import { stopProcess } from "@/bin/processes/stop"

function readCommand(pid: number): string {
  if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
  return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" })
}

/** Above every process number a system gives out, so certainly nobody's. */
const NOBODY = 2_147_483_647

/**
 * Ends a server that outlived its parent. After a crash the number in the lock file may belong to any other process,
 * which Postgres would take for itself; the rest of the file stays, because through it Postgres notices backends of
 * the dead server that still write. Answers whether there was a lock file.
 */
export async function clearStaleServer(dataFolder: string): Promise<boolean> {
  const lock = join(dataFolder, "postmaster.pid")
  if (!existsSync(lock)) return false
  const holder = identifyProcess(Number.parseInt(readFileSync(lock, "utf8"), 10))
  if (holder && readCommand(holder.pid).includes(dataFolder)) {
    await stopProcess(holder, ["SIGINT", "SIGQUIT", "SIGKILL"], 20_000)
  }
  if (existsSync(lock)) writeFileSync(lock, readFileSync(lock, "utf8").replace(/^\d+/, String(NOBODY)))
  return true
}
