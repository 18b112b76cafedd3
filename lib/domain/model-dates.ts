const DAY_MS = 24 * 3600_000

/** From how many days before a date on somebody is told of it. */
const NOTICE_DAYS = 90

export interface ModelDates {
  /** ISO dates. */
  trainableUntil: string | null
  retiredAt: string | null
}

export type Sunset =
  | { kind: "not_trainable"; date: string }
  | { kind: "training_ends"; date: string; days: number }
  | { kind: "retired"; date: string }
  | { kind: "retires"; date: string; days: number }

function daysUntil(date: string, today: string): number {
  return Math.round((Date.parse(date) - Date.parse(today)) / DAY_MS)
}

/** What a person should know of a model's announced dates before relying on it; `today` is an ISO date. */
export function findSunsets({ trainableUntil, retiredAt }: ModelDates, today: string): Sunset[] {
  const sunsets: Sunset[] = []
  if (trainableUntil !== null) {
    const days = daysUntil(trainableUntil, today)
    if (days < 0) sunsets.push({ kind: "not_trainable", date: trainableUntil })
    else if (days <= NOTICE_DAYS) sunsets.push({ kind: "training_ends", date: trainableUntil, days })
  }
  if (retiredAt !== null) {
    const days = daysUntil(retiredAt, today)
    if (days <= 0) sunsets.push({ kind: "retired", date: retiredAt })
    else if (days <= NOTICE_DAYS) sunsets.push({ kind: "retires", date: retiredAt, days })
  }
  return sunsets
}
