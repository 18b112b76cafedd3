import type { Database } from "../database"
import { dictAt, dictsAt, type Fields, textAt } from "../fields"
import type { PythonDict } from "../python/value"
import { ToolError } from "../tool-error"

/** The order the call names, if its status allows the action; otherwise the agent reads `non-<status> order cannot be <action>`. */
export function requireOrder(
  database: Database,
  args: Fields,
  status: "pending" | "delivered",
  action: string,
): Fields {
  const order = database.require("orders", textAt(args, "order_id"), "order")
  if (textAt(order, "status") !== status) throw new ToolError(`non-${status} order cannot be ${action}`)
  return order
}

export function editOrder(database: Database, args: Fields): PythonDict {
  return database.edit("orders", textAt(args, "order_id"))
}

/** The payment method of the customer who placed the order. */
export function requirePaymentMethod(database: Database, order: Fields, id: string): Fields {
  const methods = dictAt(database.require("users", textAt(order, "user_id"), "user"), "payment_methods")
  if (!methods.has(id)) throw new ToolError("payment method not found")
  return dictAt(methods, id)
}

export function editPaymentMethod(database: Database, order: Fields, id: string): PythonDict {
  return dictAt(dictAt(database.edit("users", textAt(order, "user_id")), "payment_methods"), id)
}

/** The first item of the order with this id. */
export function requireItem(order: Fields, itemId: string): PythonDict {
  const item = dictsAt(order, "items").find((candidate) => textAt(candidate, "item_id") === itemId)
  if (!item) throw new ToolError(`${itemId} not found`)
  return item
}

/** The first wanted item the order holds too few of, if any; both lists may repeat an item. */
export function findMissingItem(order: Fields, wanted: readonly string[]): string | undefined {
  const held = dictsAt(order, "items").map((item) => textAt(item, "item_id"))
  return wanted.find((itemId) => count(wanted, itemId) > count(held, itemId))
}

function count(items: readonly string[], wanted: string): number {
  return items.filter((item) => item === wanted).length
}
