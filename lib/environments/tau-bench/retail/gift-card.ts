import type { Database } from "../database"
import { type Fields, numberAt, textAt } from "../fields"
import { add, roundToCents } from "../python/number"
import type { PythonNumber } from "../python/value"
import { ToolError } from "../tool-error"
import { editPaymentMethod } from "./order"

export function isGiftCard(paymentMethod: Fields): boolean {
  return textAt(paymentMethod, "source") === "gift_card"
}

export function requireBalance(paymentMethod: Fields, amount: PythonNumber, purpose: string): void {
  if (isGiftCard(paymentMethod) && numberAt(paymentMethod, "balance") < amount) {
    throw new ToolError(`insufficient gift card balance to pay for the ${purpose}`)
  }
}

/** Adds the amount, negative to charge, to the gift card's balance. */
export function creditGiftCard(database: Database, order: Fields, id: string, amount: PythonNumber): void {
  const giftCard = editPaymentMethod(database, order, id)
  giftCard.set("balance", roundToCents(add(numberAt(giftCard, "balance"), amount)))
}
