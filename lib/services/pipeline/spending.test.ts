import { expect, it } from "vitest"
import { isShared, spendingOf } from "@/lib/services/pipeline/spending"

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute))
const pipeline = { createdAt: at(10), spentMicro: 0n }
const student = { spentMicro: 300n, createdAt: at(12) }

it("counts the attempts of the student and of a teacher played for it", () => {
  const teacher = { spentMicro: 5000n, createdAt: at(13) }
  expect(isShared(pipeline, teacher)).toBe(false)
  expect(spendingOf(pipeline, student, teacher)).toBe(5300n)
})

it("does not pay again for a teacher that an earlier pipeline had played", () => {
  const teacher = { spentMicro: 5000n, createdAt: at(3) }
  expect(isShared(pipeline, teacher)).toBe(true)
  expect(spendingOf(pipeline, student, teacher)).toBe(300n)
})

it("has spent nothing before there are attempts", () => {
  expect(spendingOf(pipeline, null, null)).toBe(0n)
})

it("keeps what it counted when a run is deleted", () => {
  expect(spendingOf({ ...pipeline, spentMicro: 900n }, student, null)).toBe(900n)
})
