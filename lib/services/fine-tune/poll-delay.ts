/** Longest pause between two looks, in polls: five minutes at the usual fifteen seconds. */
const LONGEST_POLLS = 20

/** With the pauses above, some four and a half hours of nothing but failures. */
export const MOST_FAILURES = 60

/** Milliseconds until the next look: half to one and a half of the usual pause, doubled by failure, never below Retry-After. */
export function pollDelayMs(
  pollMs: number,
  { failures, retryAfterMs, random }: { failures: number; retryAfterMs: number | null; random: number },
): number {
  const pause = Math.min(pollMs * 2 ** failures, pollMs * LONGEST_POLLS)
  return Math.max(retryAfterMs ?? 0, pause * (0.5 + random))
}
