import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"

/** A process that cannot be mistaken for a later one that got the same number. */
export interface ProcessIdentity {
  pid: number
  startedAt: string
}

function readLinuxStart(pid: number): string | null {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  const [state, start] = [fields[0], fields[19]]
  if (state === "Z" || state === "X" || !start) return null
  const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
  return `${boot}:${start}`
}

function readStart(pid: number): string | null {
  try {
    if (process.platform === "linux") return readLinuxStart(pid)
    const env = { ...process.env, LC_ALL: "C" }
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", env }).trim() || null
  } catch (error) {
    if (error instanceof Error && ("code" in error || "status" in error)) return null
    throw error
  }
}

/** Null when no such process runs; one that has ended but was not yet reaped does not run. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  const startedAt = readStart(pid)
  return startedAt === null ? null : { pid, startedAt }
}

export function isRunning(identity: ProcessIdentity): boolean {
  return readStart(identity.pid) === identity.startedAt
}
