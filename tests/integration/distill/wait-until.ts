import { setTimeout as sleep } from "node:timers/promises"

const POLL_MS = 50

/** Asks until there is an answer. @throws when `signal` aborts first. */
export async function waitUntil<T>(read: () => Promise<T | null>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const found = await read()
    if (found !== null) return found
    await sleep(POLL_MS, undefined, { signal })
  }
}
