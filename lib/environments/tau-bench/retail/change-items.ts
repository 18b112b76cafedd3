import { listAt, textAt, valueAt } from "../fields"
import { absolute, negate } from "../python/number"
import { dictOf, type PythonDict, type PythonNumber } from "../python/value"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"
import { creditGiftCard, isGiftCard, requireBalance } from "./gift-card"
import { editOrder, requireItem, requireOrder, requirePaymentMethod } from "./order"
import { requireReplacement, requireVariant } from "./replacement"

/** Swaps items of a pending order for other variants and settles the difference. */
export const modifyPendingOrderItems: Tool = (database, args) => {
  const current = requireOrder(database, args, "pending", "modified")
  const { itemIds, newItemIds, priceDifference } = requireReplacement(database, current, args)
  const paymentMethodId = textAt(args, "payment_method_id")
  const paymentMethod = requirePaymentMethod(database, current, paymentMethodId)
  requireBalance(paymentMethod, priceDifference, "new item")

  const order = editOrder(database, args)
  listAt(order, "payment_history").push(settlement(priceDifference, paymentMethodId))
  if (isGiftCard(paymentMethod)) creditGiftCard(database, order, paymentMethodId, negate(priceDifference))
  itemIds.forEach((itemId, index) => {
    const item = requireItem(order, itemId)
    const newItemId = newItemIds[index] ?? ""
    const variant = requireVariant(database, textAt(item, "product_id"), newItemId)
    item.set("item_id", newItemId)
    item.set("price", valueAt(variant, "price"))
    item.set("options", valueAt(variant, "options"))
  })
  order.set("status", "pending (item modified)")
  return writeJson(order)
}

function settlement(priceDifference: PythonNumber, paymentMethodId: string): PythonDict {
  return dictOf({
    transaction_type: priceDifference > 0 ? "payment" : "refund",
    amount: absolute(priceDifference),
    payment_method_id: paymentMethodId,
  })
}
