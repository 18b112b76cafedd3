import type { Database } from "../database"
import { dictAt, type Fields, listAt, numberAt, textAt } from "../fields"
import { isEqual, subtract } from "../python/number"
import { dictOf, type PythonDict, type PythonNumber } from "../python/value"
import { ToolError } from "../tool-error"

/** Checks that the owner of the reservation can pay the price, negative for a refund, with the method. */
export function requirePayment(
  database: Database,
  reservation: Fields,
  paymentId: string,
  price: PythonNumber,
): void {
  const owner = database.require("users", textAt(reservation, "user_id"), "user")
  const methods = dictAt(owner, "payment_methods")
  if (!methods.has(paymentId)) throw new ToolError("payment method not found")
  const method = dictAt(methods, paymentId)
  const source = textAt(method, "source")
  if (source === "certificate") throw new ToolError("certificate cannot be used to update reservation")
  if (source === "gift_card" && numberAt(method, "amount") < price) {
    throw new ToolError("gift card balance is not enough")
  }
}

/** Takes the price from a gift card and records it in the reservation, unless it is nothing. */
export function pay(
  database: Database,
  reservation: PythonDict,
  paymentId: string,
  price: PythonNumber,
): void {
  const owner = database.edit("users", textAt(reservation, "user_id"))
  const method = dictAt(dictAt(owner, "payment_methods"), paymentId)
  if (textAt(method, "source") === "gift_card") {
    method.set("amount", subtract(numberAt(method, "amount"), price))
  }
  if (isEqual(price, 0n)) return
  const payment: PythonDict = dictOf({ payment_id: paymentId, amount: price })
  listAt(reservation, "payment_history").push(payment)
}
