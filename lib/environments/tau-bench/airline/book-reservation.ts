import type { Database } from "../database"
import { dictAt, dictsAt, type Fields, listAt, numberAt, textAt, valueAt } from "../fields"
import { add, isEqual, multiply, numberText, subtract } from "../python/number"
import { copyValue, dictOf, type PythonDict, type PythonNumber } from "../python/value"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"
import { ToolError } from "../tool-error"
import { priceFlight } from "./flight-price"

const INSURANCE_PRICE = 30n
const BAGGAGE_PRICE = 50n
/** The ids new reservations get, one after the other; the last is used again. */
const NEW_IDS = ["HATHAT", "HATHAU", "HATHAV"] as const

export const bookReservation: Tool = (database, args) => {
  const user = database.require("users", textAt(args, "user_id"), "user")
  const reservation = describeReservation(database, args)
  const payments = dictsAt(args, "payment_methods")
  checkPayments(user, payments, totalPrice(database, reservation))

  const owner = database.edit("users", textAt(args, "user_id"))
  for (const payment of payments) charge(dictAt(owner, "payment_methods"), payment)
  const id = textAt(reservation, "reservation_id")
  database.put("reservations", id, reservation)
  listAt(owner, "reservations").push(id)
  return writeJson(reservation)
}

function describeReservation(database: Database, args: Fields): PythonDict {
  const id = NEW_IDS.find((candidate) => !database.find("reservations", candidate)) ?? "HATHAV"
  return dictOf({
    reservation_id: id,
    user_id: textAt(args, "user_id"),
    origin: textAt(args, "origin"),
    destination: textAt(args, "destination"),
    flight_type: textAt(args, "flight_type"),
    cabin: textAt(args, "cabin"),
    flights: copyValue(dictsAt(args, "flights")),
    passengers: copyValue(listAt(args, "passengers")),
    payment_history: copyValue(dictsAt(args, "payment_methods")),
    created_at: "2024-05-15T15:00:00",
    total_baggages: numberAt(args, "total_baggages"),
    nonfree_baggages: numberAt(args, "nonfree_baggages"),
    insurance: valueAt(args, "insurance"),
  })
}

/** Prices the flights of the reservation on the way. */
function totalPrice(database: Database, reservation: PythonDict): PythonNumber {
  const passengers = listAt(reservation, "passengers").length
  let total: PythonNumber = 0n
  for (const flight of dictsAt(reservation, "flights")) {
    priceFlight(database, flight, textAt(reservation, "cabin"), passengers)
    total = add(total, multiply(numberAt(flight, "price"), BigInt(passengers)))
  }
  if (reservation.get("insurance") === "yes") total = add(total, INSURANCE_PRICE * BigInt(passengers))
  return add(total, multiply(BAGGAGE_PRICE, numberAt(reservation, "nonfree_baggages")))
}

function checkPayments(user: Fields, payments: readonly PythonDict[], price: PythonNumber): void {
  const methods = dictAt(user, "payment_methods")
  let paid: PythonNumber = 0n
  for (const payment of payments) {
    const id = textAt(payment, "payment_id")
    const amount = numberAt(payment, "amount")
    if (!methods.has(id)) throw new ToolError(`payment method ${id} not found`)
    const method = dictAt(methods, id)
    const hasBalance = ["gift_card", "certificate"].includes(textAt(method, "source"))
    if (hasBalance && numberAt(method, "amount") < amount) {
      throw new ToolError(`not enough balance in payment method ${id}`)
    }
    paid = add(paid, amount)
  }
  if (!isEqual(paid, price)) {
    const totals = `total price is ${numberText(price)}, but paid ${numberText(paid)}`
    throw new ToolError(`payment amount does not add up, ${totals}`)
  }
}

/** A certificate is used up whatever it was worth. */
function charge(methods: PythonDict, payment: Fields): void {
  const id = textAt(payment, "payment_id")
  const method = dictAt(methods, id)
  const source = textAt(method, "source")
  if (source === "gift_card") {
    method.set("amount", subtract(numberAt(method, "amount"), numberAt(payment, "amount")))
  } else if (source === "certificate") {
    methods.delete(id)
  }
}
