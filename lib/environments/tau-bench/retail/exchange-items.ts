import { textAt } from "../fields"
import { roundToCents } from "../python/number"
import { compareCodePoints } from "../python/repr"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"
import { requireBalance } from "./gift-card"
import { editOrder, requireOrder, requirePaymentMethod } from "./order"
import { requireReplacement } from "./replacement"

export const exchangeDeliveredOrderItems: Tool = (database, args) => {
  const current = requireOrder(database, args, "delivered", "exchanged")
  const { itemIds, newItemIds, priceDifference } = requireReplacement(database, current, args)
  const difference = roundToCents(priceDifference)
  const paymentMethodId = textAt(args, "payment_method_id")
  requireBalance(requirePaymentMethod(database, current, paymentMethodId), difference, "price difference")

  const order = editOrder(database, args)
  order.set("status", "exchange requested")
  order.set("exchange_items", itemIds.toSorted(compareCodePoints))
  order.set("exchange_new_items", newItemIds.toSorted(compareCodePoints))
  order.set("exchange_payment_method_id", paymentMethodId)
  order.set("exchange_price_difference", difference)
  return writeJson(order)
}
