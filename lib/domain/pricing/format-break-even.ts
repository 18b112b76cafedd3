import type { BreakEven, BreakEvenSettings } from "@/lib/domain/pricing/break-even"
import type { Estimate } from "@/lib/domain/stats/estimate"

const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 })

const DAYS_PER_MONTH = 365.25 / 12

/** The break-even in one sentence that claims no more than its interval: `Pays back after 1,240 (980 to 1,610) episodes.` */
export function formatBreakEven(result: BreakEven, settings: BreakEvenSettings): string {
  const units = settings.per === "episode" ? "episodes" : "successes"
  switch (result.outcome) {
    case "unknown":
      return "Cannot be said: what it cost to make is not known."
    case "nothing_to_pay":
      return result.isUncertain
        ? "Nothing was paid to make it; whether it saves anything is not certain."
        : "Nothing was paid to make it, so it saves from the first."
    case "never":
      return result.isUncertain
        ? `Never pays back on these figures, but the interval does not rule out that it does.`
        : `Never pays back: each ${units === "episodes" ? "episode" : "success"} costs as much as with the teacher, or more.`
    case "pays_back":
      return `Pays back after ${countRange(result.count)} ${units}${
        result.isUncertain ? "; the interval includes never" : ""
      }.`
  }
}

/** `1,240 (980 to 1,610)`, `1,240 (from 980)`. */
function countRange({ value, low, high }: Estimate): string {
  const write = (count: number) => whole.format(Math.ceil(count - 1e-6))
  const figure = write(value ?? 0)
  if (low === null) return figure
  return `${figure} (${high === null ? `from ${write(low)}` : `${write(low)} to ${write(high)}`})`
}

export type SunsetOutcome = "before" | "after" | "maybe" | "unknown"

/** Whether the one-off cost is back before a date `daysLeft` from now: certainly, certainly not, or the interval holds both. */
export function payBackBefore(daysLeft: number, { outcome, months }: BreakEven): SunsetOutcome {
  if (outcome === "unknown") return "unknown"
  if (outcome === "nothing_to_pay") return "before"
  const left = daysLeft / DAYS_PER_MONTH
  if (outcome === "never" || months.value === null) return "after"
  const { low, high } = months
  if (low !== null && low > left) return "after"
  if (high !== null && high <= left) return "before"
  if (low === null && high === null) return months.value <= left ? "before" : "after"
  return "maybe"
}

export function monthsOfDays(days: number): number {
  return days / DAYS_PER_MONTH
}

/** The sentence about a model that retires on `date`. */
export function formatSunset(name: string, date: string, outcome: SunsetOutcome): string {
  switch (outcome) {
    case "before":
      return `${name} retires on ${date}, after it has paid back at this volume.`
    case "after":
      return `${name} retires on ${date}, before it has paid back at this volume.`
    case "maybe":
      return `${name} retires on ${date}; the interval does not say whether it has paid back by then.`
    case "unknown":
      return `${name} retires on ${date}.`
  }
}
