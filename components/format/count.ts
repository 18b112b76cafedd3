import { MINUS, UNKNOWN } from "./unknown"

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 })

/** A whole number with thousands separators: `1,500`. */
export function formatCount(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return UNKNOWN
  return whole.format(value).replace("-", MINUS)
}

/** `1 episode`, `1,500 episodes`. */
export function formatCountOf(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`
}
