import fc from "fast-check"
import { expect, it } from "vitest"
import { type CostPart, decideSpending, sumParts } from "@/lib/domain/pricing/launch-cost"

const part = (name: CostPart["name"], lowUsd: number | null, highUsd = lowUsd): CostPart => ({
  name,
  lowUsd,
  highUsd,
  basis: "",
  source: null,
  sourceDate: null,
})

it("adds up what is known and names what is not", () => {
  const cost = sumParts([part("training", 1, 3), part("student", null), part("teacher", 0.5)])
  expect(cost).toMatchObject({ lowUsd: 1.5, highUsd: 3.5, unknown: ["student"] })
})

it("refuses above what the month has left, asks above the limit, and lets the rest go", () => {
  const cost = { highUsd: 10, unknown: [] }
  const limits = { monthlyCapUsd: 100, confirmAboveUsd: 20 }
  expect(decideSpending(cost, limits, 90)).toEqual({ kind: "allowed" })
  expect(decideSpending(cost, limits, 91)).toMatchObject({
    kind: "refused",
    reason: expect.stringContaining("$9.00"),
  })
  expect(decideSpending({ ...cost, highUsd: 21 }, limits, 0).kind).toBe("confirm")
  expect(
    decideSpending(
      { highUsd: 1e6, unknown: ["training"] },
      { monthlyCapUsd: null, confirmAboveUsd: null },
      0,
    ),
  ).toEqual({
    kind: "allowed",
  })
})

it("asks where a limit is set and a part of the bill is unknown", () => {
  const unknown = { highUsd: 0, unknown: ["training" as const] }
  expect(decideSpending(unknown, { monthlyCapUsd: 5, confirmAboveUsd: null }, 0).kind).toBe("confirm")
})

it("never allows more by spending more, nor by costing more", () => {
  const rank = { allowed: 0, confirm: 1, refused: 2 }
  const usd = fc.double({ min: 0, max: 1000, noNaN: true })
  fc.assert(
    fc.property(usd, usd, usd, usd, (highUsd, more, cap, spent) => {
      const limits = { monthlyCapUsd: cap, confirmAboveUsd: cap / 2 }
      const decide = (cost: number, used: number) =>
        rank[decideSpending({ highUsd: cost, unknown: [] }, limits, used).kind]
      expect(decide(highUsd + more, spent)).toBeGreaterThanOrEqual(decide(highUsd, spent))
      expect(decide(highUsd, spent + more)).toBeGreaterThanOrEqual(decide(highUsd, spent))
    }),
  )
})
