import { formatFixed, UNKNOWN } from "./unknown"

/** A score in its own unit: `0.842`. */
export function formatScore(score: number | null | undefined, digits = 3): string {
  if (score === null || score === undefined || Number.isNaN(score)) return UNKNOWN
  return formatFixed(score, digits)
}
