import { dictAt, type Fields, textAt } from "../fields"
import type { PythonDict } from "../python/value"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"
import { ToolError } from "../tool-error"

export const searchDirectFlight: Tool = (database, args) => {
  const date = textAt(args, "date")
  const origin = textAt(args, "origin")
  const destination = textAt(args, "destination")
  const results: PythonDict[] = []
  for (const [, flight] of database.records("flights")) {
    const matches = textAt(flight, "origin") === origin && textAt(flight, "destination") === destination
    if (matches && isAvailable(flight, date)) results.push(describe(flight, date))
  }
  return writeJson(results)
}

/** Pairs of flights with one stop; a first leg that lands the next day (`+1`) is followed by a flight of that day. */
export const searchOnestopFlight: Tool = (database, args) => {
  const date = textAt(args, "date")
  const origin = textAt(args, "origin")
  const destination = textAt(args, "destination")
  const flights = [...database.records("flights")].map(([, flight]) => flight)
  const lastLegs = flights.filter((flight) => textAt(flight, "destination") === destination)
  const results: PythonDict[][] = []
  for (const first of flights) {
    if (textAt(first, "origin") !== origin) continue
    for (const second of lastLegs) {
      if (!connects(first, second)) continue
      const secondDate = landsNextDay(first) ? dayAfter(date) : date
      if (!isAvailable(first, date) || !isAvailable(second, secondDate)) continue
      results.push([
        describe(first, date).set("date", date),
        // The benchmark lists seats and prices of the first day here even when the second leg flies the next.
        describe(second, date).set("date", secondDate),
      ])
    }
  }
  return writeJson(results)
}

/** Times are compared as text, as the benchmark does, so `23:00:00+1` never precedes a departure it should follow. */
function connects(first: Fields, second: Fields): boolean {
  return (
    textAt(first, "destination") === textAt(second, "origin") &&
    textAt(first, "scheduled_arrival_time_est") <= textAt(second, "scheduled_departure_time_est")
  )
}

function landsNextDay(flight: Fields): boolean {
  return textAt(flight, "scheduled_arrival_time_est").includes("+1")
}

/** All dates of the benchmark are in May 2024. */
function dayAfter(date: string): string {
  const day = date.slice(-2)
  if (!/^\d+$/.test(day)) throw new ToolError(`invalid literal for int() with base 10: '${day}'`)
  return `2024-05-${Number(day) + 1}`
}

function isAvailable(flight: Fields, date: string): boolean {
  const dates = dictAt(flight, "dates")
  return dates.has(date) && textAt(dictAt(dates, date), "status") === "available"
}

/** The flight and its state on one date, in one object. */
function describe(flight: Fields, date: string): PythonDict {
  const description: PythonDict = new Map(flight)
  description.delete("dates")
  for (const [key, value] of dictAt(dictAt(flight, "dates"), date)) description.set(key, value)
  return description
}
