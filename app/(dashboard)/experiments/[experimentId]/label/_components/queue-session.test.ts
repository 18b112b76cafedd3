import { expect, it } from "vitest"
import { medianMs, NEW_SESSION, queueState, withJudged, withoutJudged, withSkipped } from "./queue-session"

it("starts with what the server offers and stays at the episode of the URL", () => {
  expect(queueState(NEW_SESSION, null, undefined)).toEqual({ kind: "waiting" })
  expect(queueState(NEW_SESSION, null, "a")).toEqual({ kind: "episode", episodeId: "a" })
  expect(queueState(NEW_SESSION, "b", "a")).toEqual({ kind: "episode", episodeId: "b" })
})

it("goes on after a judgement, and waits while the server still offers what was judged", () => {
  const session = withJudged(NEW_SESSION, "a", 1000)
  expect(queueState(session, "a", "b")).toEqual({ kind: "episode", episodeId: "b" })
  expect(queueState(session, "a", undefined)).toEqual({ kind: "waiting" })
  const both = withJudged(session, "b", 3000)
  expect(queueState(both, "b", "a")).toEqual({ kind: "waiting" })
  expect(queueState(both, "b", null)).toEqual({ kind: "done" })
})

it("asks before it offers skipped episodes again", () => {
  const session = withSkipped(withSkipped(NEW_SESSION, "a"), "b")
  expect(queueState(session, "b", "a")).toEqual({ kind: "skipped", episodeId: "a", count: 2 })
  expect(queueState(withSkipped(NEW_SESSION, "a"), "a", null)).toEqual({
    kind: "skipped",
    episodeId: "a",
    count: 1,
  })
  expect(queueState(withJudged(session, "a", 1), "a", null)).toMatchObject({ count: 1, episodeId: "b" })
})

it("takes an episode up again after an undo", () => {
  const session = withoutJudged(withJudged(NEW_SESSION, "a", 1), ["a"])
  expect(queueState(session, "a", "b")).toEqual({ kind: "episode", episodeId: "a" })
})

it("has the median time of an item", () => {
  expect(medianMs([])).toBeNull()
  expect(medianMs([5])).toBe(5)
  expect(medianMs([9, 1, 5])).toBe(5)
  expect(medianMs([1, 9])).toBe(5)
})
