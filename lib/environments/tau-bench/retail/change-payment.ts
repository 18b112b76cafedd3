import { dictsAt, numberAt, textAt } from "../fields"
import { negate } from "../python/number"
import { dictOf, type PythonDict, type PythonNumber } from "../python/value"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"
import { ToolError } from "../tool-error"
import { creditGiftCard, isGiftCard, requireBalance } from "./gift-card"
import { editOrder, requireOrder, requirePaymentMethod } from "./order"

/** Charges the whole order to another payment method and refunds the first. */
export const modifyPendingOrderPayment: Tool = (database, args) => {
  const current = requireOrder(database, args, "pending", "modified")
  const newId = textAt(args, "payment_method_id")
  const paymentMethod = requirePaymentMethod(database, current, newId)
  const payments = dictsAt(current, "payment_history")
  const [first] = payments
  if (!first || payments.length > 1 || textAt(first, "transaction_type") !== "payment") {
    throw new ToolError("there should be exactly one payment for a pending order")
  }
  const oldId = textAt(first, "payment_method_id")
  if (oldId === newId) throw new ToolError("the new payment method should be different from the current one")
  const amount = numberAt(first, "amount")
  requireBalance(paymentMethod, amount, "order")

  const order = editOrder(database, args)
  order.set("payment_history", [
    ...dictsAt(order, "payment_history"),
    transaction("payment", amount, newId),
    transaction("refund", amount, oldId),
  ])
  if (isGiftCard(paymentMethod)) creditGiftCard(database, order, newId, negate(amount))
  if (oldId.includes("gift_card")) creditGiftCard(database, order, oldId, amount)
  return writeJson(order)
}

function transaction(type: "payment" | "refund", amount: PythonNumber, paymentMethodId: string): PythonDict {
  return dictOf({ transaction_type: type, amount, payment_method_id: paymentMethodId })
}
