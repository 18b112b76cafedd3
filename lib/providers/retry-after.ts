/** Milliseconds of Retry-After, in seconds or as a date; null when there is none that makes sense. */
export function readRetryAfter(headers: Headers, nowMs: number): number | null {
  const value = headers.get("retry-after")?.trim()
  if (!value) return null
  const ms = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}
