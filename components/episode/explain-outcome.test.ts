import { expect, it } from "vitest"
import { explainOutcome } from "@/components/episode/explain-outcome"

const episode = {
  success: false,
  score: 0,
  stopReason: "completed" as const,
  stopDetail: null,
  detail: null,
  metrics: {},
  stepCount: 12,
}

it("says first why an episode did not finish, with the source's own words", () => {
  expect(explainOutcome({ ...episode, stopReason: "max_steps" }, null)).toBe(
    "It ran out of steps before it finished.",
  )
  expect(explainOutcome({ ...episode, stopReason: "error", stopDetail: "rate limit" }, null)).toBe(
    "It broke off with an error: rate limit.",
  )
  expect(explainOutcome({ ...episode, stopReason: "error", stopDetail: "Error", stepCount: 0 }, null)).toBe(
    "It broke off with an error, before the first step: Error.",
  )
})

it("reads what tau-bench judged", () => {
  expect(explainOutcome({ ...episode, metrics: { r_actions: 0 } }, null)).toContain("final database differs")
  const detail = { reward_info: { info: { outputs: { "1786": false, "327": true } } } }
  expect(explainOutcome({ ...episode, metrics: { r_outputs: 0 }, detail }, null)).toBe(
    "The user was never told “1786”.",
  )
  expect(explainOutcome({ ...episode, success: true, metrics: { r_actions: 1 } }, null)).toContain(
    "is the one the right actions lead to",
  )
})

it("sets an answer against the expected one", () => {
  const detail = { gt: "torpedoes", pred: "enemy ships" }
  expect(explainOutcome({ ...episode, detail }, null)).toBe(
    "It answered “enemy ships”; expected “torpedoes”.",
  )
  expect(explainOutcome({ ...episode, detail: { gt: "torpedoes", pred: "" } }, null)).toBe(
    "It gave no answer; expected “torpedoes”.",
  )
})

it("falls back on the success rule, and on not knowing", () => {
  const rule = { metric: "f1", min: 0.5 }
  expect(explainOutcome({ ...episode, metrics: { f1: 0.25 } }, rule)).toBe(
    "The f1 of 0.25 is below the 0.5 that counts as success.",
  )
  expect(explainOutcome({ ...episode, success: null }, rule)).toBe("Nothing says whether it succeeded.")
  expect(explainOutcome(episode, null)).toBe("The source recorded it as a failure.")
})
