import { dictsAt, numberAt, textAt } from "../fields"
import { dictOf, type PythonDict } from "../python/value"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"
import { ToolError } from "../tool-error"
import { creditGiftCard } from "./gift-card"
import { editOrder, requireOrder } from "./order"

const REASONS = ["no longer needed", "ordered by mistake"]

/** Refunds every payment, to gift cards at once. */
export const cancelPendingOrder: Tool = (database, args) => {
  requireOrder(database, args, "pending", "cancelled")
  const reason = textAt(args, "reason")
  if (!REASONS.includes(reason)) throw new ToolError("invalid reason")
  const order = editOrder(database, args)
  const payments = dictsAt(order, "payment_history")
  const refunds = payments.map((payment): PythonDict => {
    const id = textAt(payment, "payment_method_id")
    const amount = numberAt(payment, "amount")
    if (id.includes("gift_card")) creditGiftCard(database, order, id, amount)
    return dictOf({ transaction_type: "refund", amount, payment_method_id: id })
  })
  order.set("status", "cancelled")
  order.set("cancel_reason", reason)
  order.set("payment_history", [...payments, ...refunds])
  return writeJson(order)
}
