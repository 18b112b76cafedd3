import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { identifyProcess, isRunning, type ProcessIdentity } from "@/bin/processes/identity"

const POLL_MS = 200

function readHolder(file: string): ProcessIdentity | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as ProcessIdentity
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && "code" in error)) return null
    throw error
  }
}

function tryLock(file: string): boolean {
  try {
    writeFileSync(file, JSON.stringify(identifyProcess(process.pid)), { flag: "wx" })
    return true
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false
    throw error
  }
}

/** Runs `work` while no other process of this machine runs work under the same file; the lock of a dead one is void. */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true })
  while (!tryLock(file)) {
    const holder = readHolder(file)
    if (holder && isRunning(holder)) await delay(POLL_MS)
    else rmSync(file, { force: true })
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}
