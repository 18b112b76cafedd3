import { expect, test } from "vitest"
import { agreementAt, labelAgreements } from "@/components/dataset/label-agreement"

const BINS = [
  { from: 0, to: 0.5, good: 1, bad: 3, unlabelled: 0 },
  { from: 0.5, to: 1, good: 3, bad: 1, unlabelled: 5 },
]

test("precision counts the kept, recall the good ones", () => {
  const [open, half] = labelAgreements(BINS)
  expect(open).toMatchObject({ threshold: 0, precision: { value: 0.5, n: 8 }, recall: { value: 1, n: 4 } })
  expect(half).toMatchObject({ threshold: 0.5, precision: { value: 0.75, n: 4 }, recall: { value: 0.75 } })
})

test("between two edges the stricter one is said", () => {
  const agreements = labelAgreements(BINS)
  expect(agreementAt(agreements, 0.2)?.threshold).toBe(0.5)
  expect(agreementAt(agreements, 0)?.threshold).toBe(0)
  expect(agreementAt(agreements, 0.9)?.threshold).toBe(0.5)
  expect(agreementAt([], 0.9)).toBeNull()
})

test("nothing is known of what no label touches", () => {
  const [bare] = labelAgreements([{ from: 0, to: 1, good: 0, bad: 0, unlabelled: 4 }])
  expect([bare?.precision.value, bare?.recall.value]).toEqual([null, null])
})
