import { expect, it } from "vitest"
import type { Json } from "@/components/transcript/records/json"
import { toTable } from "@/components/transcript/records/to-table"

it("makes a table of a list of records, with every field once", () => {
  expect(
    toTable([
      { id: 1, a: 2 },
      { id: 3, b: 4 },
    ]),
  ).toMatchObject({
    isNamed: false,
    columns: ["id", "a", "b"],
    rows: [{ name: "1" }, { name: "2" }],
  })
})

it("names the rows of an object of records, and of connections with several flights", () => {
  expect(toTable({ v1: { price: 1 }, v2: { price: 2 } })).toMatchObject({
    isNamed: true,
    rows: [{ name: "v1" }, { name: "v2" }],
  })
  expect(toTable([[{ f: 1 }, { f: 2 }], [{ f: 3 }]])?.rows.map(({ name }) => name)).toEqual([
    "1.1",
    "1.2",
    "2.1",
  ])
})

it("leaves out a field that only repeats the names of the rows", () => {
  const methods = { a1: { id: "a1", source: "card" }, b2: { id: "b2", source: "gift" } }
  expect(toTable(methods)?.columns).toEqual(["source"])
  expect(toTable({ a1: { id: "a1", x: 1 }, b2: { id: "a1", x: 2 } })?.columns).toEqual(["id", "x"])
})

it("makes none of anything else", () => {
  const wide = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`f${index}`, index]))
  const values: Json[] = [
    null,
    3,
    "x",
    [],
    {},
    [1],
    [{ a: 1 }, 2],
    { a: { b: 1 }, c: 2 },
    [{ a: 1 }, { b: 1 }],
    [wide],
  ]
  for (const value of values) {
    expect(toTable(value)).toBeNull()
  }
})
