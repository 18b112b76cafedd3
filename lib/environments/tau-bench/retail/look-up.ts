import { textAt } from "../fields"
import { compareCodePoints } from "../python/repr"
import type { PythonDict } from "../python/value"
import { writeJson } from "../python/write-json"
import type { Tool } from "../tool"

export const getUserDetails: Tool = (database, args) =>
  writeJson(database.require("users", textAt(args, "user_id"), "user") as PythonDict)

export const getOrderDetails: Tool = (database, args) =>
  writeJson(database.require("orders", textAt(args, "order_id"), "order") as PythonDict)

export const getProductDetails: Tool = (database, args) =>
  writeJson(database.require("products", textAt(args, "product_id"), "product") as PythonDict)

export const listAllProductTypes: Tool = (database) => {
  const idByName = new Map<string, string>()
  for (const [, product] of database.records("products")) {
    idByName.set(textAt(product, "name"), textAt(product, "product_id"))
  }
  return writeJson(new Map([...idByName].sort(([left], [right]) => compareCodePoints(left, right))))
}
