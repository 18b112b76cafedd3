import { execFileSync } from "node:child_process"
import { existsSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { identifyProcess } from "@/bin/processes/identity"
import { stopProcess } from "@/bin/processes/stop"

function readCommand(pid: number): string {
  if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ")
  return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" })
}

/**
 * Ends a server that outlived its parent and removes the lock file of one that died: after a crash the number in the
 * file may belong to any other process, and Postgres would refuse to start.
 */
export async function clearStaleServer(dataFolder: string): Promise<void> {
  const lock = join(dataFolder, "postmaster.pid")
  if (!existsSync(lock)) return
  const server = identifyProcess(Number.parseInt(readFileSync(lock, "utf8"), 10))
  const isOurs = server !== null && readCommand(server.pid).includes(dataFolder)
  if (isOurs) await stopProcess(server, ["SIGINT", "SIGQUIT", "SIGKILL"], 20_000)
  rmSync(lock, { force: true })
}
