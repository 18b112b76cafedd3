import { expect, it } from "vitest"
import type { ActivityRecord } from "@/lib/contracts/activity"
import { describeChange } from "./describe-change"

const entry = (fields: Partial<ActivityRecord>): ActivityRecord => ({
  id: "0198a000-0000-7000-8000-000000000000",
  name: "pipeline.start",
  actorId: null,
  actorName: "Ada",
  actorKind: "session",
  experimentId: null,
  subjectId: "x",
  subjectName: "student",
  before: null,
  after: null,
  isHidden: false,
  createdAt: "2026-11-29T12:00:00.000Z",
  ...fields,
})

it("says what was before and what is now", () => {
  const label = { key: "verdict", name: "", step: null }
  expect(
    describeChange(
      entry({ name: "label.set", before: { ...label, value: "bad" }, after: { ...label, value: "good" } }),
    ),
  ).toBe("verdict: bad → good")
  const mask = { key: "mask", name: "", step: 2, value: true }
  expect(describeChange(entry({ name: "label.set", after: mask }))).toBe("mask of step 3: yes")
  const price = { inputUsdPerMTok: 1, outputUsdPerMTok: 2, source: "a page" }
  expect(describeChange(entry({ name: "price.create", after: price }))).toBe("none → $1 in, $2 out (a page)")
  expect(
    describeChange(
      entry({
        name: "spending.update",
        before: { monthlyCapUsd: null, confirmAboveUsd: null },
        after: { monthlyCapUsd: 100, confirmAboveUsd: 20 },
      }),
    ),
  ).toBe("no cap → $100.00 a month, asks above $20.00")
  expect(describeChange(entry({ name: "evaluation.cancel", before: { status: "running" } }))).toBe(
    "was running",
  )
})

it("tells nothing of an episode that the reader is to judge blind", () => {
  const after = { key: "verdict", name: "", step: null, value: "good" }
  expect(describeChange(entry({ name: "label.set", after, isHidden: true }))).not.toContain("good")
})
