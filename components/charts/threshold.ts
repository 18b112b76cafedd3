export interface ThresholdRange {
  min: number
  max: number
  /** One nudge; Shift makes ten of it. */
  step: number
}

/** What a key does to a threshold; null when the key means nothing to it. */
export function nudge(value: number, key: string, shift: boolean, range: ThresholdRange): number | null {
  const distance = range.step * (shift ? 10 : 1)
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return snap(value - distance, range)
    case "ArrowRight":
    case "ArrowUp":
      return snap(value + distance, range)
    case "PageDown":
      return snap(value - range.step * 10, range)
    case "PageUp":
      return snap(value + range.step * 10, range)
    case "Home":
      return range.min
    case "End":
      return range.max
    default:
      return null
  }
}

/** The nearest multiple of the step inside the range, free of floating-point dust. */
export function snap(value: number, { min, max, step }: ThresholdRange): number {
  const digits = Math.max(0, Math.ceil(-Math.log10(step)))
  const stepped = Number((Math.round(value / step) * step).toFixed(digits))
  return Math.min(max, Math.max(min, stepped))
}
