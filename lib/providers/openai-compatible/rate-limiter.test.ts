import fc from "fast-check"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createRateLimiter, type RateLimiter } from "@/lib/providers/openai-compatible/rate-limiter"

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Asks `count` times at once and notes who started when. */
function ask(limiter: RateLimiter, count: number) {
  const started: { who: number; atMs: number }[] = []
  for (let who = 0; who < count; who++) {
    limiter.acquire().then(() => started.push({ who, atMs: performance.now() }))
  }
  return started
}

describe("a rate limiter", () => {
  test("never lets more start in any minute than it may, and keeps nobody longer than needed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 40 }),
        async (limit, count) => {
          const began = performance.now()
          const started = ask(createRateLimiter(limit), count)
          await vi.advanceTimersByTimeAsync(60_000 * (1 + count / limit))
          const times = started.map(({ atMs }) => atMs - began)
          // Half a millisecond for what floating point loses.
          expect(times.map((ms) => Math.floor((ms + 0.5) / 60_000))).toEqual(
            Array.from({ length: count }, (_, index) => Math.floor(index / limit)),
          )
        },
      ),
      { numRuns: 30 },
    )
  })

  test("serves in the order of asking", async () => {
    const started = ask(createRateLimiter(2), 7)
    await vi.advanceTimersByTimeAsync(240_000)
    expect(started.map(({ who }) => who)).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  test("lets whoever gives up go at once and takes nothing from the others", async () => {
    const limiter = createRateLimiter(1)
    await limiter.acquire()
    const controller = new AbortController()
    const impatient = limiter.acquire(controller.signal)
    const patient = ask(limiter, 1)
    controller.abort(new Error("enough"))
    await expect(impatient).rejects.toThrow("enough")
    await expect(limiter.acquire(controller.signal)).rejects.toThrow("enough")
    await vi.advanceTimersByTimeAsync(60_000)
    expect(patient).toHaveLength(1)
  })

  test("holds everybody for as long as the endpoint asks, a minute at most", async () => {
    const limiter = createRateLimiter(null)
    limiter.hold(5_000)
    const started = ask(limiter, 2)
    await vi.advanceTimersByTimeAsync(4_999)
    expect(started).toHaveLength(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(started).toHaveLength(2)
    limiter.hold(86_400_000)
    const later = ask(limiter, 1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(later).toHaveLength(1)
  })
})
