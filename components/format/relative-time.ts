const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long ago (or ahead) a moment is: `just now`, `40 min ago`, `3 h ago`, `in 5 min`, `12 d ago`; a date after 30 days. */
export function formatRelativeTime(at: Date, now: Date): string {
  const difference = now.getTime() - at.getTime()
  const size = Math.abs(difference)
  if (size < 45_000) return "just now"
  if (size >= 30 * DAY) return formatDate(at)
  const amount = size < HOUR - MINUTE / 2 ? `${Math.round(size / MINUTE)} min` : hoursOrDays(size)
  return difference > 0 ? `${amount} ago` : `in ${amount}`
}

/** `2026-11-20`, in UTC so that server and browser agree. */
export function formatDate(at: Date): string {
  return at.toISOString().slice(0, 10)
}

function hoursOrDays(size: number): string {
  return size < DAY - HOUR / 2 ? `${Math.round(size / HOUR)} h` : `${Math.round(size / DAY)} d`
}
