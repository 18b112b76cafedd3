import { type Fields, textAt } from "../fields"
import type { PythonDict } from "../python/value"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"
import { editOrder, requireOrder } from "./order"

const ADDRESS_FIELDS = ["address1", "address2", "city", "state", "country", "zip"]

export const modifyPendingOrderAddress: Tool = (database, args) => {
  requireOrder(database, args, "pending", "modified")
  const address = readAddress(args)
  const order = editOrder(database, args)
  order.set("address", address)
  return writeJson(order)
}

export const modifyUserAddress: Tool = (database, args) => {
  const userId = textAt(args, "user_id")
  database.require("users", userId, "user")
  const address = readAddress(args)
  const user = database.edit("users", userId)
  user.set("address", address)
  return writeJson(user)
}

function readAddress(args: Fields): PythonDict {
  return new Map(ADDRESS_FIELDS.map((field) => [field, textAt(args, field)]))
}
