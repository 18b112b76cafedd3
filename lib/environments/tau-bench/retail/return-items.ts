import { dictsAt, textAt, textsAt } from "../fields"
import { compareCodePoints } from "../python/repr"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"
import { ToolError } from "../tool-error"
import { editOrder, findMissingItem, requireOrder, requirePaymentMethod } from "./order"

/** The refund goes to the first payment method of the order or to any gift card of the customer. */
export const returnDeliveredOrderItems: Tool = (database, args) => {
  const current = requireOrder(database, args, "delivered", "returned")
  const paymentMethodId = textAt(args, "payment_method_id")
  requirePaymentMethod(database, current, paymentMethodId)
  const [first] = dictsAt(current, "payment_history")
  const isOriginal = first !== undefined && textAt(first, "payment_method_id") === paymentMethodId
  if (!isOriginal && !paymentMethodId.includes("gift_card")) {
    throw new ToolError("payment method should be either the original payment method or a gift card")
  }
  const itemIds = textsAt(args, "item_ids")
  if (findMissingItem(current, itemIds) !== undefined) throw new ToolError("some item not found")

  const order = editOrder(database, args)
  order.set("status", "return requested")
  order.set("return_items", itemIds.toSorted(compareCodePoints))
  order.set("return_payment_method_id", paymentMethodId)
  return writeJson(order)
}
