import type { Database } from "../database"
import { dictAt, type Fields, numberAt, textAt, textsAt, valueAt } from "../fields"
import { add, subtract } from "../python/number"
import type { PythonNumber } from "../python/value"
import { ToolError } from "../tool-error"
import { findMissingItem, requireItem } from "./order"

/** Items of an order and, position by position, the variants of the same products that take their place. */
export interface Replacement {
  itemIds: string[]
  newItemIds: string[]
  /** What the new items cost more, not rounded. */
  priceDifference: PythonNumber
}

export function requireReplacement(database: Database, order: Fields, args: Fields): Replacement {
  const itemIds = textsAt(args, "item_ids")
  const newItemIds = textsAt(args, "new_item_ids")
  const missing = findMissingItem(order, itemIds)
  if (missing !== undefined) throw new ToolError(`${missing} not found`)
  if (itemIds.length !== newItemIds.length) {
    throw new ToolError("the number of items to be exchanged should match")
  }
  let priceDifference: PythonNumber = 0n
  itemIds.forEach((itemId, index) => {
    const item = requireItem(order, itemId)
    const variant = requireVariant(database, textAt(item, "product_id"), newItemIds[index] ?? "")
    const difference = subtract(numberAt(variant, "price"), numberAt(item, "price"))
    priceDifference = add(priceDifference, difference)
  })
  return { itemIds, newItemIds, priceDifference }
}

/** The variant, if it can be ordered now. */
export function requireVariant(database: Database, productId: string, itemId: string): Fields {
  const variants = dictAt(database.require("products", productId, "product"), "variants")
  const variant = variants.has(itemId) ? dictAt(variants, itemId) : undefined
  if (!variant || valueAt(variant, "available") !== true) {
    throw new ToolError(`new item ${itemId} not found or available`)
  }
  return variant
}
