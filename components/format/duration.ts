import { UNKNOWN } from "./unknown"

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A latency or a wait in milliseconds: `45 ms`, `0.9 s`, `31.2 s`, `11 min 51 s`, `3 h 12 min`, `2 d 5 h`. */
export function formatDuration(durationMs: number | null | undefined): string {
  if (durationMs === null || durationMs === undefined || Number.isNaN(durationMs)) return UNKNOWN
  if (durationMs < 99.5) return `${Math.round(durationMs)} ms`
  if (durationMs < 99.95 * SECOND) return formatSeconds(durationMs)
  if (durationMs < HOUR - SECOND / 2) return twoUnits(Math.round(durationMs / SECOND), 60, "min", "s")
  if (durationMs < DAY - MINUTE / 2) return twoUnits(Math.round(durationMs / MINUTE), 60, "h", "min")
  return twoUnits(Math.round(durationMs / HOUR), 24, "d", "h")
}

/** Milliseconds always as seconds with one place, for columns that line up: `31.2 s`. */
export function formatSeconds(durationMs: number | null | undefined): string {
  if (durationMs === null || durationMs === undefined || Number.isNaN(durationMs)) return UNKNOWN
  return `${(durationMs / SECOND).toFixed(1)} s`
}

/** How long a wait still takes, without false precision: `31 s`, `6 min`, `1 h 20 min`. */
export function formatWait(durationMs: number | null | undefined): string {
  if (durationMs === null || durationMs === undefined || Number.isNaN(durationMs)) return UNKNOWN
  if (durationMs < 59.5 * SECOND) return `${Math.max(1, Math.round(durationMs / SECOND))} s`
  if (durationMs < HOUR - MINUTE / 2) return `${Math.round(durationMs / MINUTE)} min`
  return formatDuration(durationMs)
}

function twoUnits(small: number, perLarge: number, large: string, smallName: string): string {
  const rest = small % perLarge
  const whole = `${Math.floor(small / perLarge)} ${large}`
  return rest === 0 ? whole : `${whole} ${rest} ${smallName}`
}
