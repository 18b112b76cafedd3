import { processWide } from "@/lib/domain/process-wide"
import { createRateLimiter, type RateLimiter } from "@/lib/providers/openai-compatible/rate-limiter"

const limiters = processWide(
  "limiters",
  () => new Map<string, { requestsPerMinute: number | null; limiter: RateLimiter }>(),
)

/** The limiter that everybody in this process shares for a connection; a new limit starts afresh. */
export function endpointLimiter(connection: { id: string; requestsPerMinute: number | null }): RateLimiter {
  const { id, requestsPerMinute } = connection
  const known = limiters.get(id)
  if (known?.requestsPerMinute === requestsPerMinute) return known.limiter
  const limiter = createRateLimiter(requestsPerMinute)
  limiters.set(id, { requestsPerMinute, limiter })
  return limiter
}
