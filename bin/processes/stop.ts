import { setTimeout as delay } from "node:timers/promises"
import { isRunning, type ProcessIdentity } from "@/bin/processes/identity"

const POLL_MS = 20

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error
  }
}

async function ended(identity: ProcessIdentity, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs
  while (isRunning(identity)) {
    if (Date.now() > deadline) return false
    await delay(POLL_MS)
  }
  return true
}

/** Sends each signal in turn and waits `graceMs` after each, until the process is gone. */
export async function stopProcess(
  identity: ProcessIdentity,
  signals: readonly NodeJS.Signals[],
  graceMs: number,
): Promise<void> {
  for (const name of signals) {
    if (!isRunning(identity)) return
    signal(identity.pid, name)
    if (await ended(identity, graceMs)) return
  }
}
