import type { ActInput, ActOutput, Policy } from "@/lib/contracts/policy"
import { isTransient, PolicyError } from "@/lib/domain/policy-error"
import type { Random } from "@/lib/domain/random"

export interface RetryOptions {
  /** Calls in all, the first included. */
  attempts: number
  baseDelayMs: number
  random: Random
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

const LONGEST_DELAY_MS = 60_000

/** Exponential backoff with full jitter; a server's own Retry-After is the least that is waited. */
function delayMs(error: PolicyError, failures: number, { baseDelayMs, random }: RetryOptions): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, baseDelayMs * 2 ** failures)
  return Math.min(LONGEST_DELAY_MS, Math.max(error.retryAfterMs ?? 0, random() * ceiling))
}

/** One reply, tried again while the failure may pass. @throws PolicyError the last one. */
export async function actWithRetry(
  policy: Policy,
  input: ActInput,
  options: RetryOptions,
): Promise<ActOutput> {
  for (let failures = 0; ; failures++) {
    try {
      return await policy.act(input)
    } catch (error) {
      const mayPass = error instanceof PolicyError && isTransient(error.kind)
      if (!mayPass || failures + 1 >= options.attempts) throw error
      await options.sleep(delayMs(error, failures, options), input.signal)
    }
  }
}
