/** What stands where a number is unknown or does not apply. Never 0. */
export const UNKNOWN = "–"

export const MINUS = "−"

/** `toFixed` with a typographic minus and without a negative zero. */
export function formatFixed(value: number, digits: number): string {
  const fixed = value.toFixed(digits)
  if (Number(fixed) === 0) return (0).toFixed(digits)
  return fixed.replace("-", MINUS)
}
