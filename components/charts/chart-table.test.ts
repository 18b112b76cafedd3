import { expect, it } from "vitest"
import { toCsv } from "./chart-table"

it("quotes what needs quotes and leaves unknown empty", () => {
  const csv = toCsv({
    columns: ["model", "cost, USD"],
    rows: [
      ['the "small" one', null],
      ["nano", 0.0021],
    ],
  })
  expect(csv).toBe('model,"cost, USD"\r\n"the ""small"" one",\r\nnano,0.0021')
})

it("defuses formulas in names, not in numbers", () => {
  expect(toCsv({ columns: ["a", "b"], rows: [["=HYPERLINK(1)", -5.7]] })).toBe("a,b\r\n'=HYPERLINK(1),-5.7")
})
