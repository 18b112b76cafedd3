const TWO_DAYS_MS = 2 * 24 * 60 * 60 * 1000

/** `29 Nov`, or the minute where all of them lie within two days: `29 Nov 16:20`. UTC, so that server and browser agree. */
export function formatDay(timeMs: number | undefined, all: readonly { timeMs: number }[]): string {
  if (timeMs === undefined) return ""
  const date = new Date(timeMs)
  const day = date.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" })
  const times = all.map((one) => one.timeMs)
  if (Math.max(...times) - Math.min(...times) > TWO_DAYS_MS) return day
  return `${day} ${date.toISOString().slice(11, 16)}`
}
