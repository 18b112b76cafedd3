import fc from "fast-check"
import { expect, it } from "vitest"
import { diffRecords } from "@/components/transcript/records/diff-records"
import type { Json } from "@/components/transcript/records/json"

it("names the fields of an order that changed, were added and are gone", () => {
  const before: Json = {
    order_id: "#W1",
    status: "pending",
    note: "x",
    items: [
      { name: "Lamp", item_id: "1", options: { color: "red" } },
      { name: "Desk", item_id: "2", options: {} },
    ],
  }
  const after: Json = {
    status: "pending (item modified)",
    order_id: "#W1",
    items: [
      { name: "Lamp", item_id: "9", options: { color: "blue" } },
      { name: "Desk", item_id: "2", options: {} },
    ],
    payments: [{ amount: 3 }],
  }
  expect(diffRecords(before, after)).toEqual([
    { path: ["status"], before: "pending", after: "pending (item modified)" },
    { path: ["items", "1 Lamp", "item_id"], before: "1", after: "9" },
    { path: ["items", "1 Lamp", "options", "color"], before: "red", after: "blue" },
    { path: ["payments"], before: undefined, after: [{ amount: 3 }] },
    { path: ["note"], before: "x", after: undefined },
  ])
})

it("finds nothing between equal records, whatever the order of their fields", () => {
  expect(diffRecords({ a: 1, b: { c: null } }, { b: { c: null }, a: 1 })).toEqual([])
})

it("finds a difference exactly when there is one, and never throws", () => {
  const record = fc.dictionary(
    fc.string({ maxLength: 3 }),
    fc.jsonValue({ maxDepth: 3 }),
  ) as fc.Arbitrary<Json>
  fc.assert(
    fc.property(record, record, (before, after) => {
      expect(diffRecords(before, JSON.parse(JSON.stringify(before)))).toEqual([])
      expect(diffRecords(before, after).length).toBe(diffRecords(after, before).length)
    }),
  )
})

it("reads names like __proto__ as names", () => {
  const before = JSON.parse('{"a":1}') as Json
  const after = JSON.parse('{"a":1,"__proto__":{"b":2}}') as Json
  expect(diffRecords(before, after)).toEqual([{ path: ["__proto__"], before: undefined, after: { b: 2 } }])
})
