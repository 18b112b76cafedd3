import { UNKNOWN } from "./unknown"

/** How many times: `5.2×`, `23×`. */
export function formatTimes(ratio: number | null | undefined): string {
  if (ratio === null || ratio === undefined || !Number.isFinite(ratio)) return UNKNOWN
  return `${ratio < 9.95 ? ratio.toFixed(1) : Math.round(ratio).toLocaleString("en-US")}×`
}

/** A small share as a unit fraction: 0.0435 is `1/23`; from a half up as a percentage: `62 %`. */
export function formatFraction(share: number | null | undefined): string {
  if (share === null || share === undefined || !Number.isFinite(share) || share <= 0) return UNKNOWN
  if (share > 0.5) return `${Math.round(share * 100)} %`
  return `1/${Math.round(1 / share)}`
}
