const WINDOW_MS = 60_000
/** An endpoint may ask for longer; nobody is kept waiting for more than this at a time. */
const LONGEST_HOLD_MS = 60_000

interface Waiting {
  signal: AbortSignal | undefined
  onAbort: () => void
  start: () => void
}

export interface RateLimiter {
  /** Resolves when a request may start: first come, first served. @throws the signal's reason when it aborts first. */
  acquire(signal?: AbortSignal): Promise<void>
  /** Nobody starts for so long, because the endpoint asked for it. */
  hold(ms: number): void
}

/** At most `requestsPerMinute` starts in any 60 seconds (null: no limit), over all who share the limiter. */
export function createRateLimiter(
  requestsPerMinute: number | null,
  now: () => number = () => performance.now(),
): RateLimiter {
  const limit = requestsPerMinute ?? Number.POSITIVE_INFINITY
  const queue: Waiting[] = []
  const starts: number[] = []
  let heldUntil = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined

  function nextStart(): number {
    const oldest = starts.length < limit ? undefined : starts[starts.length - limit]
    return Math.max(heldUntil, oldest === undefined ? Number.NEGATIVE_INFINITY : oldest + WINDOW_MS)
  }

  function note(at: number): void {
    if (limit === Number.POSITIVE_INFINITY) return
    starts.push(at)
    if (starts.length > limit) starts.shift()
  }

  function drain(): void {
    clearTimeout(timer)
    timer = undefined
    while (queue.length > 0) {
      const at = now()
      const waitMs = nextStart() - at
      if (waitMs > 0) {
        timer = setTimeout(drain, Math.ceil(waitMs))
        return
      }
      const first = queue.shift()
      first?.signal?.removeEventListener("abort", first.onAbort)
      note(at)
      first?.start()
    }
  }

  return {
    acquire(signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        const onAbort = () => {
          queue.splice(queue.indexOf(waiting), 1)
          drain()
          reject(signal?.reason)
        }
        const waiting: Waiting = { signal, onAbort, start: resolve }
        signal?.addEventListener("abort", onAbort, { once: true })
        queue.push(waiting)
        drain()
      })
    },

    hold(ms) {
      heldUntil = Math.max(heldUntil, now() + Math.min(ms, LONGEST_HOLD_MS))
    },
  }
}
