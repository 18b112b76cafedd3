import { formatFixed, UNKNOWN } from "./unknown"

/** A rate in 0..1 as a bare percentage figure without its sign: `62.8`. */
export function formatPercentFigure(rate: number | null | undefined, digits = 1): string {
  if (rate === null || rate === undefined || Number.isNaN(rate)) return UNKNOWN
  return formatFixed(rate * 100, digits)
}

/** A rate in 0..1: `62.8 %`. */
export function formatPercent(rate: number | null | undefined, digits = 1): string {
  const figure = formatPercentFigure(rate, digits)
  return figure === UNKNOWN ? UNKNOWN : `${figure} %`
}

/** A difference of two rates: `−5.7 points`, `+2.0 points`. */
export function formatPoints(difference: number | null | undefined, digits = 1): string {
  const figure = formatPercentFigure(difference, digits)
  if (figure === UNKNOWN) return UNKNOWN
  return `${Number(difference) > 0 && Number(figure) !== 0 ? "+" : ""}${figure} points`
}
