import { describe, expect, test } from "vitest"
import { AttemptLimit } from "@/lib/domain/attempt-limit"

describe("AttemptLimit", () => {
  test("is reached after the given number of failures and frees up as they age out", () => {
    const limit = new AttemptLimit(2, 1000)
    limit.record("a", 0)
    expect(limit.isReached("a", 1)).toBe(false)
    limit.record("a", 500)
    expect(limit.isReached("a", 999)).toBe(true)
    expect(limit.isReached("a", 1000)).toBe(false)
  })

  test("keeps keys apart and forgets a key on success", () => {
    const limit = new AttemptLimit(1, 1000)
    limit.record("a", 0)
    expect(limit.isReached("b", 0)).toBe(false)
    limit.clear("a")
    expect(limit.isReached("a", 0)).toBe(false)
  })
})
