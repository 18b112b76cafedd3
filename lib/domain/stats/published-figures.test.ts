import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import type { RunResult } from "@/lib/domain/stats/paired-tasks"
import { passK } from "@/lib/domain/stats/pass-k"
import { judge } from "@/lib/domain/stats/verdict"

const dataFolder = process.env.WINNOW_TEST_DATA

/** Successes of one file by task, from the raw records and nothing of ours. */
type Outcomes = Map<string, boolean[]>

function readTau(folder: string, part: string): Outcomes {
  const records = readRecords(folder, part) as { task_id: number; reward: number }[]
  const byTask = Map.groupBy(records, ({ task_id }) => String(task_id))
  return new Map([...byTask].map(([key, all]) => [key, all.map(({ reward }) => reward === 1)]))
}

function readFireAct(part: string): Outcomes {
  const records = readRecords("hotpotqa-react", part) as Record<string, { em: boolean }>
  return new Map(Object.entries(records).map(([key, { em }]) => [key, [em]]))
}

function readRecords(folder: string, part: string): unknown {
  const files = readdirSync(`${dataFolder}/${folder}`).filter((name) => name.startsWith(part))
  expect(files).toHaveLength(1)
  return JSON.parse(readFileSync(`${dataFolder}/${folder}/${files[0]}`, "utf8"))
}

/** All ways to choose k of the trials, counted one by one. */
function shareOfSubsets(
  trials: readonly boolean[],
  k: number,
  isHit: (chosen: boolean[]) => boolean,
): number {
  let hits = 0
  let subsets = 0
  for (let mask = 0; mask < 2 ** trials.length; mask++) {
    const chosen = trials.filter((_, bit) => mask & (1 << bit))
    if (chosen.length !== k) continue
    subsets += 1
    if (isHit(chosen)) hits += 1
  }
  return hits / subsets
}

/** Two-sided exact McNemar as a quotient of whole numbers. */
function exactP(fixed: number, broken: number): number {
  const n = fixed + broken
  let [choose, tail] = [1n, 0n]
  for (let k = 0; k <= Math.min(fixed, broken); k++) {
    tail += choose
    choose = (choose * BigInt(n - k)) / BigInt(k + 1)
  }
  return Number((tail * 2n * 10n ** 15n) / 2n ** BigInt(n)) / 1e15
}

function compareRaw(student: Outcomes, teacher: Outcomes) {
  const shared = [...student.keys()].filter((key) => teacher.has(key))
  const solved = (run: Outcomes, key: string) => run.get(key)?.[0] === true
  const count = (holds: (key: string) => boolean) => shared.filter(holds).length
  return {
    shared: shared.length,
    student: count((key) => solved(student, key)) / shared.length,
    teacher: count((key) => solved(teacher, key)) / shared.length,
    fixed: count((key) => solved(student, key) && !solved(teacher, key)),
    broken: count((key) => !solved(student, key) && solved(teacher, key)),
  }
}

function toRun(name: string, outcomes: Outcomes): RunResult {
  const tasks = [...outcomes].map(([key, trials]) => ({
    key,
    trials: trials.length,
    successes: trials.filter(Boolean).length,
    costUsd: null,
    costKind: null,
    latenciesMs: [],
  }))
  return { name, tasks }
}

function expectAgreement(student: Outcomes, teacher: Outcomes) {
  const raw = compareRaw(student, teacher)
  const verdict = judge(toRun("a", student), toRun("b", teacher))
  expect(verdict.sharedTasks).toBe(raw.shared)
  expect(verdict.student.successRate.value).toBeCloseTo(raw.student, 12)
  expect(verdict.teacher.successRate.value).toBeCloseTo(raw.teacher, 12)
  expect(verdict.difference.value).toBeCloseTo(raw.student - raw.teacher, 12)
  expect(verdict.test).toMatchObject({ fixed: raw.fixed, broken: raw.broken })
  expect(verdict.test.p).toBeCloseTo(exactP(raw.fixed, raw.broken), 9)
  return { raw, verdict }
}

describe.skipIf(!dataFolder && !process.env.CI)(
  "published runs, counted again (needs WINNOW_TEST_DATA)",
  () => {
    it("tau-bench airline: pass^k .420 .273 .220 .200, subset by subset", () => {
      const tasks = [...readTau("tau-bench-airline", "gpt-4o-airline").values()]
      const counts = tasks.map((trials) => ({
        trials: trials.length,
        successes: trials.filter(Boolean).length,
      }))
      const [all, any] = [passK(counts, "all"), passK(counts, "any")]
      expect(all.map(({ value }) => value?.toFixed(3))).toEqual(["0.420", "0.273", "0.220", "0.200"])
      for (const k of [1, 2, 3, 4]) {
        const mean = (isHit: (chosen: boolean[]) => boolean) =>
          tasks.reduce((sum, trials) => sum + shareOfSubsets(trials, k, isHit), 0) / tasks.length
        expect(all[k - 1]?.value).toBeCloseTo(
          mean((chosen) => chosen.every(Boolean)),
          12,
        )
        expect(any[k - 1]?.value).toBeCloseTo(
          mean((chosen) => chosen.some(Boolean)),
          12,
        )
      }
    })

    it("tau-bench retail: three agents on 100 shared tasks at .73, .70 and .49", () => {
      const agents = ["tool-calling-none", "tool-calling-with", "assertions"].map((part) =>
        readTau("tau-bench-retail", part),
      ) as [Outcomes, Outcomes, Outcomes]
      const first = expectAgreement(agents[1], agents[0])
      expect(first.raw).toMatchObject({ shared: 100, student: 0.7, teacher: 0.73 })
      expect(first.verdict.kind).toBe("cannot_tell")
      const second = expectAgreement(agents[2], agents[0])
      expect(second.raw).toMatchObject({ shared: 100, student: 0.49 })
      expect(second.verdict.kind).toBe("worse")
      expectAgreement(agents[2], agents[1])
    })

    it("FireAct: EM .431 against .358 on 464 shared questions, 67 / 33, p = .00087", () => {
      const part = "hotpotqa_dev_0_500"
      const { raw, verdict } = expectAgreement(
        readFireAct(`${part}_ft_gpt-3.5`),
        readFireAct(`${part}_llama`),
      )
      expect(raw).toMatchObject({ shared: 464, fixed: 67, broken: 33 })
      expect([raw.student, raw.teacher].map((rate) => rate.toFixed(3))).toEqual(["0.431", "0.358"])
      expect(verdict.test.p.toFixed(5)).toBe("0.00087")
      expect(verdict.kind).toBe("better")
    })
  },
)
