import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { writeSmallShop } from "@/tests/fixtures/tau-bench/small-shop"
import { Database } from "../database"
import { DOMAINS } from "../domain"
import { type Benchmark, loadBenchmark } from "../load"
import { runToolCall } from "../tool-call"

let folder: string
let shop: Benchmark

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "winnow-shop-"))
  await writeSmallShop(folder)
  shop = await loadBenchmark(folder, DOMAINS.retail)
})

afterAll(() => rm(folder, { recursive: true }))

/** Runs the calls one after the other and gives the last answer. */
function run(...calls: [string, object][]): string {
  const database = new Database(shop.tables)
  const answers = calls.map(([name, args]) =>
    runToolCall(shop.toolbox, database, { name, arguments: JSON.stringify(args) }),
  )
  return answers.at(-1) ?? ""
}

const SWAP = { order_id: "#W1", item_ids: ["11"], new_item_ids: ["22"], payment_method_id: "gift_card_1" }
const EXCHANGE = { ...SWAP, order_id: "#W2" }
const RETURN = { order_id: "#W2", item_ids: ["11"], payment_method_id: "paypal_1" }

describe("retail tools", () => {
  it("swaps an item, charges the difference and lets the order be changed only once", () => {
    const answer = JSON.parse(run(["modify_pending_order_items", SWAP]))
    expect(answer).toMatchObject({
      status: "pending (item modified)",
      items: [{ item_id: "22", price: 12.25, options: { color: "blue" } }],
      payment_history: [
        { amount: 10.5 },
        { transaction_type: "payment", amount: 1.75, payment_method_id: "gift_card_1" },
      ],
    })
    expect(run(["modify_pending_order_items", SWAP], ["modify_pending_order_items", SWAP])).toBe(
      "Error: non-pending order cannot be modified",
    )
  })

  it("moves a payment to a gift card and takes it back on cancellation", () => {
    const change: [string, object] = [
      "modify_pending_order_payment",
      { order_id: "#W1", payment_method_id: "gift_card_1" },
    ]
    const cancel: [string, object] = ["cancel_pending_order", { order_id: "#W1", reason: "no longer needed" }]
    const answer = JSON.parse(run(change, cancel))
    expect(
      answer.payment_history.map((payment: { transaction_type: string }) => payment.transaction_type),
    ).toEqual(["payment", "payment", "refund", "refund", "refund", "refund"])
    expect(run(change, change)).toBe("Error: there should be exactly one payment for a pending order")
  })

  it("records an exchange with its price difference and a return with its items", () => {
    expect(JSON.parse(run(["exchange_delivered_order_items", EXCHANGE]))).toMatchObject({
      status: "exchange requested",
      exchange_price_difference: 1.75,
    })
    expect(JSON.parse(run(["return_delivered_order_items", RETURN]))).toMatchObject({
      status: "return requested",
      return_items: ["11"],
    })
  })

  it.each([
    ["exchange_delivered_order_items", { ...EXCHANGE, order_id: "#W9" }, "order not found"],
    ["exchange_delivered_order_items", SWAP, "non-delivered order cannot be exchanged"],
    ["exchange_delivered_order_items", { ...EXCHANGE, item_ids: ["11", "11"] }, "11 not found"],
    [
      "exchange_delivered_order_items",
      { ...EXCHANGE, new_item_ids: [] },
      "the number of items to be exchanged should match",
    ],
    [
      "exchange_delivered_order_items",
      { ...EXCHANGE, new_item_ids: ["33"] },
      "new item 33 not found or available",
    ],
    ["exchange_delivered_order_items", { ...EXCHANGE, payment_method_id: "x" }, "payment method not found"],
    ["exchange_delivered_order_items", { ...EXCHANGE, item_ids: "11" }, "item_ids must be a list"],
    ["return_delivered_order_items", { ...RETURN, item_ids: ["22"] }, "some item not found"],
    ["cancel_pending_order", { order_id: "#W1", reason: "bored" }, "invalid reason"],
    ["get_product_details", { product_id: "11" }, "product not found"],
    ["find_user_id_by_email", { email: "bob@example.com" }, "user not found"],
  ])("%s %j is refused: %s", (name, args, refusal) => {
    expect(run([name, args])).toBe(`Error: ${refusal}`)
  })

  it("finds a user by e-mail in any case", () => {
    expect(run(["find_user_id_by_email", { email: "ADA@example.com" }])).toBe("ada_1")
  })

  it("leaves the hash as it was after a refusal, and changes it after a change", () => {
    const database = new Database(shop.tables)
    const before = database.hash()
    const call = (reason: string) =>
      runToolCall(shop.toolbox, database, {
        name: "cancel_pending_order",
        arguments: JSON.stringify({ order_id: "#W1", reason }),
      })
    call("bored")
    expect(database.hash()).toBe(before)
    call("no longer needed")
    expect(database.hash()).not.toBe(before)
    expect(new Database(shop.tables).hash()).toBe(before)
  })
})
