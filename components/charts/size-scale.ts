/** Areas, not radii, compare: a mark of twice the value has twice the area. Against the usual size of a mark. */
const SMALLEST = 0.7
const LARGEST = 2

export type SizeScale = (value: number | null | undefined) => number

/** From the values drawn to the scale of a mark; unknown ones keep the usual size. */
export function sizeScale(values: readonly (number | null | undefined)[]): SizeScale {
  const known = values.filter((value): value is number => typeof value === "number" && value > 0)
  const most = Math.max(0, ...known)
  return (value) => {
    if (typeof value !== "number" || value <= 0 || most === 0) return 1
    return Math.max(SMALLEST, LARGEST * Math.sqrt(value / most))
  }
}
