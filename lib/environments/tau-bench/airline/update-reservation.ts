import type { Database } from "../database"
import { dictsAt, type Fields, listAt, numberAt, textAt } from "../fields"
import { add, multiply, subtract } from "../python/number"
import { copyValue, dictOf, type PythonDict, type PythonNumber } from "../python/value"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"
import { ToolError } from "../tool-error"
import { copyPrice, priceFlight } from "./flight-price"
import { pay, requirePayment } from "./reservation-payment"

const BAGGAGE_PRICE = 50n

/**
 * Replaces all flights; those already booked in the same cabin keep the price paid. The cabin written on the reservation stays
 * as it was, in the benchmark and so here: the recorded hashes depend on it.
 */
export const updateReservationFlights: Tool = (database, args) => {
  const current = requireReservation(database, args)
  const cabin = textAt(args, "cabin")
  const flights = copyValue(dictsAt(args, "flights"))
  const passengers = listAt(current, "passengers").length
  const booked = dictsAt(current, "flights")
  for (const flight of flights) {
    const kept = cabin === textAt(current, "cabin") ? findFlight(booked, flight) : undefined
    if (kept) copyPrice(flight, numberAt(kept, "price"), kept)
    else priceFlight(database, flight, cabin, passengers)
  }
  const price = multiply(subtract(sumPrices(flights), sumPrices(booked)), BigInt(passengers))
  const paymentId = textAt(args, "payment_id")
  requirePayment(database, current, paymentId, price)

  const reservation = editReservation(database, args)
  reservation.set("flights", flights)
  pay(database, reservation, paymentId, price)
  return writeJson(reservation)
}

/** Only bags beyond those already paid for cost something. */
export const updateReservationBaggages: Tool = (database, args) => {
  const current = requireReservation(database, args)
  const total = numberAt(args, "total_baggages")
  const nonfree = numberAt(args, "nonfree_baggages")
  const added = subtract(nonfree, numberAt(current, "nonfree_baggages"))
  const price = multiply(BAGGAGE_PRICE, added > 0 ? added : 0n)
  const paymentId = textAt(args, "payment_id")
  requirePayment(database, current, paymentId, price)

  const reservation = editReservation(database, args)
  reservation.set("total_baggages", total)
  reservation.set("nonfree_baggages", nonfree)
  pay(database, reservation, paymentId, price)
  return writeJson(reservation)
}

export const updateReservationPassengers: Tool = (database, args) => {
  const current = requireReservation(database, args)
  const passengers = copyValue(listAt(args, "passengers"))
  if (passengers.length !== listAt(current, "passengers").length) {
    throw new ToolError("number of passengers does not match")
  }
  const reservation = editReservation(database, args)
  reservation.set("passengers", passengers)
  return writeJson(reservation)
}

/** Adds the reverse of every payment; balances are not touched. */
export const cancelReservation: Tool = (database, args) => {
  requireReservation(database, args)
  const reservation = editReservation(database, args)
  const payments = dictsAt(reservation, "payment_history")
  const refunds = payments.map(
    (payment): PythonDict =>
      dictOf({ payment_id: textAt(payment, "payment_id"), amount: -numberAt(payment, "amount") }),
  )
  reservation.set("payment_history", [...payments, ...refunds])
  reservation.set("status", "cancelled")
  return writeJson(reservation)
}

function requireReservation(database: Database, args: Fields): Fields {
  return database.require("reservations", textAt(args, "reservation_id"), "reservation")
}

function editReservation(database: Database, args: Fields): PythonDict {
  return database.edit("reservations", textAt(args, "reservation_id"))
}

function findFlight(flights: readonly PythonDict[], wanted: Fields): PythonDict | undefined {
  return flights.find(
    (flight) =>
      textAt(flight, "flight_number") === textAt(wanted, "flight_number") &&
      textAt(flight, "date") === textAt(wanted, "date"),
  )
}

function sumPrices(flights: readonly Fields[]): PythonNumber {
  return flights.reduce<PythonNumber>((sum, flight) => add(sum, numberAt(flight, "price")), 0n)
}
