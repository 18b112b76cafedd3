import { readdirSync, readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatVerdict } from "@/lib/domain/stats/format-verdict"
import type { RunResult, TaskResult } from "@/lib/domain/stats/paired-tasks"
import { judge } from "@/lib/domain/stats/verdict"

const dataFolder = process.env.WINNOW_TEST_DATA

function task(key: number, successes: number, more: Partial<TaskResult> = {}): TaskResult {
  return { key: `t${key}`, trials: 1, successes, costUsd: null, costKind: null, latenciesMs: [], ...more }
}

function run(name: string, outcomes: readonly number[], more: Partial<TaskResult> = {}): RunResult {
  return { name, tasks: outcomes.map((success, index) => task(index, success, more)) }
}

/** 600 tasks: 350 solved by both, 196 by the student only, 38 by the teacher only. */
const outcomes = {
  student: Array.from({ length: 600 }, (_, index) => (index < 546 ? 1 : 0)),
  teacher: Array.from({ length: 600 }, (_, index) => (index < 350 || (index >= 546 && index < 584) ? 1 : 0)),
}

describe("judge", () => {
  it("calls a student better when the interval excludes zero and the exact test agrees", () => {
    const verdict = judge(run("the student", outcomes.student), run("the teacher", outcomes.teacher))
    expect(verdict).toMatchObject({ kind: "better", sharedTasks: 600 })
    expect(verdict.test).toMatchObject({ method: "exact McNemar", fixed: 196, broken: 38 })
    expect(verdict.difference.value).toBeCloseTo(158 / 600, 12)
  })

  it("cannot tell from three tasks, however one-sided", () => {
    expect(judge(run("a", [1, 1, 1]), run("b", [0, 0, 0])).kind).toBe("cannot_tell")
    expect(judge(run("a", [1, 1, 1]), run("b", [1, 1, 1]), { margin: 0.05 }).kind).toBe("cannot_tell")
  })

  it("is inside the margin when even the low end is less than the margin below", () => {
    const same = outcomes.student
    expect(judge(run("a", same), run("b", same), { margin: 0.02 }).kind).toBe("inside_margin")
    expect(judge(run("a", same), run("b", same)).kind).toBe("cannot_tell")
  })

  it("compares on the shared tasks and counts the others", () => {
    const student = run("a", [1, 1, 0])
    const teacher = { name: "b", tasks: [task(1, 0), task(2, 0), task(7, 1), task(8, 1, { trials: 0 })] }
    const verdict = judge(student, teacher)
    expect(verdict.sharedTasks).toBe(2)
    expect([verdict.student.leftOut, verdict.teacher.leftOut]).toEqual([1, 1])
  })

  it("takes trials of one task together", () => {
    const student = run("a", [4, 4, 4, 0, 4], { trials: 4 })
    const teacher = run("b", [0, 0, 4, 4, 0], { trials: 4 })
    const verdict = judge(student, teacher)
    expect(verdict.test).toMatchObject({ method: "exact sign flip", fixed: 3, broken: 1 })
    expect(verdict.difference).toMatchObject({ tasks: 5, n: 40 })
    expect(verdict.kind).toBe("cannot_tell")
  })

  it("mirrors itself when the runs change places", () => {
    const binary = fc.array(fc.tuple(fc.nat(1), fc.nat(1)), { minLength: 1, maxLength: 80 })
    const opposite = {
      better: "worse",
      worse: "better",
      cannot_tell: "cannot_tell",
      inside_margin: "inside_margin",
    }
    fc.assert(
      fc.property(binary, (pairs) => {
        const left = run(
          "a",
          pairs.map(([first]) => first),
        )
        const right = run(
          "b",
          pairs.map(([, second]) => second),
        )
        const verdict = judge(left, right, { resamples: 200 })
        const mirrored = judge(right, left, { resamples: 200 })
        expect(mirrored.kind).toBe(opposite[verdict.kind])
        expect(mirrored.difference.value).toBeCloseTo(-(verdict.difference.value as number), 12)
        expect(mirrored.difference.low).toBeCloseTo(-(verdict.difference.high as number), 12)
      }),
      { numRuns: 60 },
    )
  })

  it("errs in at most about 5 % of comparisons of equals", () => {
    let state = 12345
    const coin = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 2 ** 32 < 0.6 ? 1 : 0
    }
    const flips = () => Array.from({ length: 60 }, coin)
    let claims = 0
    for (let trial = 0; trial < 200; trial++) {
      const verdict = judge(run("a", flips()), run("b", flips()), { resamples: 200 })
      if (verdict.kind !== "cannot_tell") claims += 1
    }
    expect(claims).toBeLessThanOrEqual(14)
  })

  it.skipIf(!dataFolder && !process.env.CI)(
    "gives EM 0.431 against 0.358, 67 / 33, p = 0.00087 on FireAct (needs WINNOW_TEST_DATA)",
    () => {
      const verdict = judge(fireAct("ft_gpt-3.5"), fireAct("llama_models"))
      expect(verdict.sharedTasks).toBe(464)
      expect(verdict.student.successRate.value?.toFixed(3)).toBe("0.431")
      expect(verdict.teacher.successRate.value?.toFixed(3)).toBe("0.358")
      expect(verdict.test).toMatchObject({ fixed: 67, broken: 33 })
      expect(verdict.test.p.toFixed(5)).toBe("0.00087")
      expect([verdict.student.leftOut, verdict.teacher.leftOut]).toEqual([1, 35])
      expect(verdict.kind).toBe("better")
    },
  )
})

describe("formatVerdict", () => {
  it("says everything that was measured, and at which prices", () => {
    const student = run("the student", outcomes.student, {
      costUsd: 0.001,
      costKind: "notional",
      latenciesMs: [800],
    })
    const teacher = run("the teacher", outcomes.teacher, {
      costUsd: 0.02,
      costKind: "computed",
      latenciesMs: [3000],
    })
    const sentence = formatVerdict(judge(student, teacher), { tasks: "held-out tasks" })
    expect(sentence).toMatch(
      /^The student solves 91\.0 % \[88\.4, 93\.0\] of 600 held-out tasks, the teacher 64\.7 % \[60\.8, 68\.4\] \(Wilson\); /,
    )
    expect(sentence).toMatch(
      /paired difference \+26\.3 points \[\+2[12]\.\d, \+3[01]\.\d\] \(95 % interval, paired bootstrap over tasks; exact McNemar p < 0\.001\)/,
    )
    expect(sentence).toMatch(
      /cost per success 1\/28\.1 \[1\/3\d\.?\d*, 1\/2\d\.?\d*\] of that of the teacher at notional prices/,
    )
    expect(sentence).toContain("; p95 latency 800 ms against 3 s as measured. ")
    expect(sentence).toMatch(/The student is better than the teacher on these tasks\.$/)
  })

  it("names what is unknown, left out or undecided", () => {
    const sentence = formatVerdict(judge(run("a", [1, 0, 1]), run("b", [1, 1])))
    expect(sentence).toContain("cost per success unknown")
    expect(sentence).not.toContain("latency")
    expect(sentence).toContain(
      "These tasks cannot tell the two apart; about 12 more tasks would, if the difference stays as it is",
    )
    expect(sentence).toContain("Compared on the 2 tasks both tried; left out: 1 that only a tried.")
    expect(formatVerdict(judge(run("a", []), run("b", [1])))).toBe(
      "Nothing can be said: a and b share no task.",
    )
  })

  it("says on how many tasks the cost is known and when it cannot be compared", () => {
    const student = { name: "a", tasks: [task(0, 1, { costUsd: 1, costKind: "reported" }), task(1, 1)] }
    const teacher = run("b", [0, 1], { costUsd: 2, costKind: "reported" })
    const sentence = formatVerdict(judge(student, teacher))
    expect(sentence).toContain(
      "cost per success cannot be compared on the 1 of 2 tasks where both costs are known as billed",
    )
  })
})

function fireAct(name: string): RunResult {
  const folder = `${dataFolder}/hotpotqa-react`
  const file = readdirSync(folder).find((candidate) => candidate.includes(name))
  const episodes = JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Record<string, { em: boolean }>
  const tasks = Object.entries(episodes).map(([key, { em }]) => ({ ...task(0, em ? 1 : 0), key }))
  return { name, tasks }
}
