import { expect, it } from "vitest"
import { findLabel, withSaid, withVerdict } from "@/components/episode/label-job"
import type { EpisodeDetail } from "@/lib/contracts/episodes"

const attempt = {
  trial: 0,
  score: 1,
  success: true,
  stopReason: "completed" as const,
  stepCount: 3,
  costUsd: null,
  latencyMs: null,
  label: null,
}
const detail = {
  id: "a",
  label: null,
  labelSource: null,
  labels: [
    { stepIdx: 4, key: "verdict", name: "", value: "bad", source: "human", authorName: "Ada", createdAt: "" },
    {
      stepIdx: null,
      key: "verdict",
      name: "",
      value: "bad",
      source: "judge",
      authorName: null,
      createdAt: "",
    },
  ],
  attempts: [
    {
      episodes: [
        { ...attempt, id: "a" },
        { ...attempt, id: "b" },
      ],
    },
  ],
} as unknown as EpisodeDetail

const said = { stepIdx: null, key: "verdict", value: "good", authorName: "Ada", createdAt: "now" } as const

it("shows a verdict at once: on the episode, in its labels and among the attempts", () => {
  const after = withSaid(detail, "a", said)
  expect(after).toMatchObject({ label: "good", labelSource: "human" })
  expect(findLabel(after.labels, said)).toMatchObject({ value: "good", source: "human" })
  expect(findLabel(after.labels, { stepIdx: 4, key: "verdict" })?.value).toBe("bad")
  expect(after.attempts[0]?.episodes.map(({ label }) => label)).toEqual(["good", null])
})

it("changes only the attempts on the page of another episode", () => {
  const after = withSaid(detail, "b", said)
  expect(after.label).toBeNull()
  expect(after.labels).toEqual(detail.labels)
  expect(after.attempts[0]?.episodes.map(({ label }) => label)).toEqual([null, "good"])
})

it("takes a label away with null, and leaves the verdict alone for a step or a note", () => {
  expect(findLabel(withSaid(detail, "a", { ...said, value: null }).labels, said)).toBeUndefined()
  expect(withSaid(detail, "a", { ...said, stepIdx: 2 }).label).toBeNull()
  expect(withSaid(detail, "a", { ...said, key: "note", value: "slow" }).label).toBeNull()
  expect(withVerdict({ label: "good", labelSource: "human" }, null)).toEqual({
    label: null,
    labelSource: null,
  })
})
