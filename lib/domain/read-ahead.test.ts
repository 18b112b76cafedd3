import { expect, it } from "vitest"
import { readAhead } from "@/lib/domain/read-ahead"

/** Counts up to `length`, says what was asked for and whether it was left. */
function counting(length: number, failAt = Number.POSITIVE_INFINITY) {
  const seen = { asked: 0, left: false }
  async function* count() {
    try {
      for (let value = 0; value < length; value++) {
        seen.asked = value + 1
        if (value === failAt) throw new Error("broken")
        yield value
      }
    } finally {
      seen.left = true
    }
  }
  return { seen, source: count() }
}

it("gives all values in order, the next ones asked for already", async () => {
  const { seen, source } = counting(5)
  const read: number[] = []
  for await (const value of readAhead(source, 2)) {
    read.push(value)
    await Promise.resolve()
    expect(seen.asked).toBeGreaterThan(value)
  }
  expect(read).toEqual([0, 1, 2, 3, 4])
  expect(seen.left).toBe(true)
})

it("throws in its turn, after what came before", async () => {
  const read: number[] = []
  const all = async () => {
    for await (const value of readAhead(counting(5, 2).source, 3)) read.push(value)
  }
  await expect(all()).rejects.toThrow("broken")
  expect(read).toEqual([0, 1])
})

it("leaves the source when it is left", async () => {
  const { seen, source } = counting(100)
  for await (const value of readAhead(source, 2)) if (value === 3) break
  expect(seen.left).toBe(true)
  expect(seen.asked).toBeLessThan(8)
})
