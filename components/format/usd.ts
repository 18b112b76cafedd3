import { MINUS, UNKNOWN } from "./unknown"

/** Digits after the point so that small prices keep two significant figures: $0.0021, $0.13, $13.52, $1,250. */
export function usdDigits(amount: number): number {
  const size = Math.abs(amount)
  if (size === 0 || size >= 1000) return 0
  if (size >= 0.1) return 2
  if (size >= 0.001) return 4
  return Math.min(8, Math.ceil(-Math.log10(size)) + 1)
}

/** US dollars: `$0.0486`, `$13.52`, `$1,250`. `digits` fixes the places so that a column lines up. */
export function formatUsd(amount: number | null | undefined, digits?: number): string {
  if (amount === null || amount === undefined || Number.isNaN(amount)) return UNKNOWN
  const places = digits ?? usdDigits(amount)
  const figure = Math.abs(amount).toLocaleString("en-US", {
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  })
  return `${amount < 0 ? MINUS : ""}$${figure}`
}

/** A round price on an axis, without trailing zeros: `$0.001`, `$0.05`, `$20`. */
export function formatUsdTick(amount: number): string {
  return `$${amount.toLocaleString("en-US", { maximumSignificantDigits: 2 })}`
}

/** Integer micro-dollars as stored: 48_600 is `$0.0486`. */
export function formatMicroUsd(micro: number | bigint | null | undefined, digits?: number): string {
  return formatUsd(micro === null || micro === undefined ? null : Number(micro) / 1e6, digits)
}

/** A price range: `$22 – 28`. Whole dollars from 10 up, cents below. */
export function formatUsdRange(low: number | null | undefined, high: number | null | undefined): string {
  if (low === null || low === undefined || high === null || high === undefined) return UNKNOWN
  const digits = high >= 10 ? 0 : usdDigits(high)
  const from = formatUsd(low, digits)
  const to = formatUsd(high, digits)
  return from === to ? from : `${from} – ${to.slice(1)}`
}
