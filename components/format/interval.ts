import type { Estimate } from "@/lib/domain/stats/estimate"
import { formatCount } from "./count"
import { formatFixed, UNKNOWN } from "./unknown"
import { usdDigits } from "./usd"

/** What an estimate counts; it decides scale, digits and the grey unit after the figure. */
export type EstimateUnit = "percent" | "points" | "score" | "usd" | "seconds" | "count"

export interface EstimateParts {
  figure: string
  unit: string
  /** `±4.4` or `[−9.7, −1.6]`; empty when there is no interval. */
  interval: string
}

interface Scale {
  factor: number
  digits: number
  prefix: string
  unit: string
}

/**
 * Splits an estimate into what is drawn dark (the figure), grey (the unit) and small (the interval). Differences always
 * show brackets, because whether zero lies inside is the point; others only when the two halves visibly differ.
 */
export function formatEstimate(estimate: Estimate | null | undefined, unit: EstimateUnit): EstimateParts {
  if (!estimate || estimate.value === null) return { figure: UNKNOWN, unit: "", interval: "" }
  const scale = scaleOf(unit, estimate.value)
  const sign = unit === "points" && estimate.value > 0 ? "+" : ""
  const figure = sign + withPrefix(scale, write(unit, estimate.value, scale))
  return { figure, unit: scale.unit, interval: formatInterval(estimate, unit, scale) }
}

/** The estimate on one line, for labels and exports: `62.8 % ±4.4`. */
export function formatEstimateText(estimate: Estimate | null | undefined, unit: EstimateUnit): string {
  const parts = formatEstimate(estimate, unit)
  return [parts.figure, parts.unit, parts.interval].filter(Boolean).join(" ")
}

function formatInterval({ value, low, high }: Estimate, unit: EstimateUnit, scale: Scale): string {
  if (value === null || low === null || high === null) return ""
  if (unit === "points" || isVisiblyAsymmetric(value - low, high - value)) {
    const [from, to] = [low, high].map((bound) => dropLeadingZero(write(unit, bound, scale), unit))
    return `[${scale.prefix}${from}, ${scale.prefix}${to}]`
  }
  return `±${dropLeadingZero(write(unit, (high - low) / 2, scale), unit)}`
}

function isVisiblyAsymmetric(below: number, above: number): boolean {
  const [smaller, larger] = below < above ? [below, above] : [above, below]
  return larger > 0 && larger > 1.25 * smaller
}

function write(unit: EstimateUnit, value: number, scale: Scale): string {
  return unit === "count" ? formatCount(value) : formatFixed(value * scale.factor, scale.digits)
}

function withPrefix(scale: Scale, figure: string): string {
  return figure.startsWith("−") ? `−${scale.prefix}${figure.slice(1)}` : scale.prefix + figure
}

/** Scores and prices are narrow columns: `±.017`. */
function dropLeadingZero(figure: string, unit: EstimateUnit): string {
  return unit === "score" ? figure.replace(/^(−?)0\./, "$1.") : figure
}

function scaleOf(unit: EstimateUnit, value: number): Scale {
  switch (unit) {
    case "percent":
      return { factor: 100, digits: 1, prefix: "", unit: "%" }
    case "points":
      return { factor: 100, digits: 1, prefix: "", unit: "points" }
    case "score":
      return { factor: 1, digits: 3, prefix: "", unit: "" }
    case "usd":
      return { factor: 1, digits: usdDigits(value), prefix: "$", unit: "" }
    case "seconds":
      return { factor: 1, digits: 1, prefix: "", unit: "s" }
    case "count":
      return { factor: 1, digits: 0, prefix: "", unit: "" }
  }
}
