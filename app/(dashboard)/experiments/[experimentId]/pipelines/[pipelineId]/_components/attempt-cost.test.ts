import { expect, it } from "vitest"
import type { RunRecord } from "@/lib/contracts/runs"
import { describeAttemptCost, expectTeacherUsd } from "./attempt-cost"

const running = {
  status: "running" as const,
  done: 50,
  planned: 200,
  spentUsd: 0.3,
  latencyP50Ms: 900,
  startedAt: null,
}

it("says what attempts cost so far, and about how much they will", () => {
  expect(describeAttemptCost(null)).toBe("not yet")
  expect(describeAttemptCost(running)).toBe("$0.30 of about $1.20")
  expect(describeAttemptCost({ ...running, status: "done", done: 200 })).toBe("$0.30")
  expect(describeAttemptCost({ ...running, spentUsd: 0 })).toBe("$0")
})

it("says that shared attempts were paid before", () => {
  expect(describeAttemptCost({ ...running, shared: true })).toBe("played earlier, counted there")
  expect(describeAttemptCost({ ...running, shared: false })).toBe("$0.30 of about $1.20")
})

function runAt(perTaskUsd: number | null, kinds: object): Pick<RunRecord, "statistics"> {
  return { statistics: { cost: { perTaskUsd: { value: perTaskUsd }, kinds } } } as unknown as RunRecord
}

it("expects of the teacher what its recorded episodes cost, unless that was a what-if", () => {
  expect(expectTeacherUsd(runAt(0.05, { reported: 10 }), 40)).toBe(2)
  expect(expectTeacherUsd(runAt(0.05, { notional: 10 }), 40)).toBeNull()
  expect(expectTeacherUsd(runAt(null, {}), 40)).toBeNull()
  expect(expectTeacherUsd(undefined, 40)).toBeNull()
})
