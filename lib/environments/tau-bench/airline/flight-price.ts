import type { Database } from "../database"
import { dictAt, type Fields, numberAt, textAt, valueAt } from "../fields"
import type { PythonDict } from "../python/value"
import { ToolError } from "../tool-error"

/** Writes today's price and the route into a requested `{ flight_number, date }`, if the cabin has the seats. */
export function priceFlight(database: Database, flight: PythonDict, cabin: string, passengers: number): void {
  const number = textAt(flight, "flight_number")
  const date = textAt(flight, "date")
  const scheduled = database.require("flights", number, `flight ${number}`)
  const dates = dictAt(scheduled, "dates")
  if (!dates.has(date)) throw new ToolError(`flight ${number} not found on date ${date}`)
  const day = dictAt(dates, date)
  if (textAt(day, "status") !== "available") {
    throw new ToolError(`flight ${number} not available on date ${date}`)
  }
  if (numberAt(dictAt(day, "available_seats"), cabin) < passengers) {
    throw new ToolError(`not enough seats on flight ${number}`)
  }
  copyPrice(flight, numberAt(dictAt(day, "prices"), cabin), scheduled)
}

export function copyPrice(flight: PythonDict, price: number | bigint, route: Fields): void {
  flight.set("price", price)
  flight.set("origin", valueAt(route, "origin"))
  flight.set("destination", valueAt(route, "destination"))
}
