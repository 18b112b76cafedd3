import { afterAll, beforeAll, describe, expect, it } from "vitest"
import {
  listComparedFamilies as familiesRoute,
  getComparison as route,
  listComparedTasks as tasksRoute,
} from "@/lib/contracts/compare"
import type { RouteInput } from "@/lib/contracts/route"
import { newId } from "@/lib/db/new-id"
import { STRANGER } from "@/lib/domain/policy"
import { getComparison } from "@/lib/services/compare/get"
import { listComparedFamilies } from "@/lib/services/compare/list-families"
import { listComparedTasks } from "@/lib/services/compare/list-tasks"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith } from "@/tests/factories/run"

/** Outcomes of tasks 0, 1, 2, ... as ones and zeros, one attempt each. */
type Outcomes = string

describe("the comparison of runs", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const compare = (input: RouteInput<typeof route>) =>
    getComparison(store.as("viewer"), route.input.parse(input))

  async function addRun(experimentId: string, role: "teacher" | "student", outcomes: Outcomes, extra = {}) {
    const episodes = Array.from(outcomes, (outcome, task) =>
      makeEpisodeInput({ taskKey: `t${task}`, success: outcome === "1", score: Number(outcome), ...extra }),
    )
    return (await makeRunWith(store.as("editor"), episodes, { experimentId, role })).run
  }

  async function makePair(teacherOutcomes: Outcomes, studentOutcomes: Outcomes) {
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const teacher = await addRun(experimentId, "teacher", teacherOutcomes, { costUsd: 0.5, latencyMs: 4000 })
    const student = await addRun(experimentId, "student", studentOutcomes, {
      costUsd: 0.125,
      latencyMs: 1000,
    })
    return { experimentId, teacher, student }
  }

  it("gives every run its figures and every student its pair with the teacher", async () => {
    const { experimentId, teacher, student } = await makePair("1111100000", "1110000000")
    const { runs, pairs, sharedTasks } = await compare({ experimentId })
    expect(sharedTasks).toBe(10)
    expect(runs.map(({ id }) => id)).toEqual([teacher.id, student.id])
    expect(runs[0]).toMatchObject({
      n: 10,
      tasks: 10,
      successRate: { value: 0.5 },
      meanScore: { value: 0.5 },
      costPerTaskUsd: { value: 0.5 },
      costPerSuccessUsd: { value: 1 },
      costCoverage: 1,
      costKinds: { reported: 10 },
      latencyMs: { p50: { value: 4000, n: 10 }, p99: { value: 4000, high: null } },
      passK: [{ value: 0.5 }],
      passAtK: [{ value: 0.5 }],
    })
    expect(pairs).toMatchObject([
      {
        teacherRunId: teacher.id,
        studentRunId: student.id,
        sharedTasks: 10,
        onlyTeacherTasks: 0,
        difference: { value: -0.2 },
        test: { method: "exact McNemar", fixed: 0, broken: 2, p: expect.closeTo(0.5, 9) },
        verdict: "cannot_tell",
      },
    ])
    expect(pairs[0]?.sentence).toContain(student.name)
  })

  it("compares on shared tasks and says how many each run tried alone", async () => {
    const { experimentId } = await makePair("11110000", "101")
    const all = await compare({ experimentId })
    expect(all.pairs[0]).toMatchObject({ sharedTasks: 3, onlyTeacherTasks: 5, onlyStudentTasks: 0 })
    expect(all.runs.map(({ tasks }) => tasks)).toEqual([8, 3])
    const shared = await compare({ experimentId, shared: true })
    expect(shared.runs.map(({ tasks }) => tasks)).toEqual([3, 3])
    expect(shared.runs[0]?.successRate.value).toBe(1)
  })

  it("leaves an unknown cost unknown", async () => {
    const { experimentId } = await makePair("10", "01")
    const free = await addRun(experimentId, "student", "11")
    const { runs } = await compare({ experimentId, runId: [free.id] })
    expect(runs[0]).toMatchObject({ costPerTaskUsd: { value: null }, costPerSuccessUsd: { value: null } })
    expect(runs[0]).toMatchObject({ costCoverage: 0, costKinds: {} })
  })

  it("judges against a margin when asked", async () => {
    const same = "1".repeat(80) + "0".repeat(20)
    const { experimentId } = await makePair(same, same)
    expect((await compare({ experimentId })).pairs[0]?.verdict).toBe("cannot_tell")
    expect((await compare({ experimentId, margin: 0.1 })).pairs[0]?.verdict).toBe("inside_margin")
  })

  it("holds every run against the one that is asked for", async () => {
    const { experimentId, teacher, student } = await makePair("1100", "1000")
    const { pairs } = await compare({ experimentId, against: student.id })
    expect(pairs).toMatchObject([
      { teacherRunId: student.id, studentRunId: teacher.id, difference: { value: 0.25 } },
    ])
    await expect(compare({ experimentId, against: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" })
  })

  it("tells the verdict in parts that make the whole", async () => {
    const { experimentId, student } = await makePair("11110000", "101")
    const [pair] = (await compare({ experimentId })).pairs
    expect(pair?.sentence).toBe([pair?.evidence, pair?.conclusion, pair?.leftOut, pair?.caution].join(" "))
    expect(pair?.evidence.startsWith(student.name)).toBe(true)
    expect(pair?.conclusion).toMatch(/^These tasks cannot tell the two apart; about \d+ more tasks would/)
    expect(pair?.caution).toMatch(/^Below 50 tasks/)
    expect(pair?.leftOut).toContain("5")
  })

  it("lists the tasks of a pair, broken first", async () => {
    const { experimentId, teacher, student } = await makePair("1100", "1010")
    const input = { experimentId, teacherRunId: teacher.id, studentRunId: student.id }
    const list = (more = {}) =>
      listComparedTasks(store.as("viewer"), tasksRoute.input.parse({ ...input, ...more }))
    const { items: tasks, counts, count } = await list()
    expect(count).toBe(4)
    expect(counts).toEqual({ fixed: 1, broken: 1, same: 2 })
    expect(tasks.map(({ key, change }) => [key, change])).toEqual([
      ["t1", "broken"],
      ["t2", "fixed"],
      ["t0", "same"],
      ["t3", "same"],
    ])
    expect(tasks[0]).toMatchObject({
      teacher: { runId: teacher.id, trials: 1, successes: 1, meanScore: 1 },
      student: { runId: student.id, trials: 1, successes: 0, meanScore: 0 },
    })
    const first = await list({ limit: 3 })
    const rest = await list({ limit: 3, cursor: first.nextCursor ?? "" })
    expect([...first.items, ...rest.items]).toEqual(tasks)
    expect(rest.nextCursor).toBeNull()
    expect((await list({ beside: "t2", limit: 1 })).neighbours).toEqual({ previous: "t1", next: "t0" })
    expect((await list({ change: "fixed" })).items.map(({ key }) => key)).toEqual(["t2"])
    expect(await list({ search: "T3", change: "broken" })).toMatchObject({ items: [], counts: { same: 1 } })
    expect((await list({ group: "nowhere" })).count).toBe(0)
  })

  it("compares two runs by family and by tag, judged together", async () => {
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const runOf = (role: "teacher" | "student", solves: (task: number) => boolean) => {
      const episodes = Array.from({ length: 60 }, (_, task) =>
        makeEpisodeInput({
          taskKey: `t${task}`,
          taskGroup: task < 30 ? "easy" : "hard",
          tags: task % 2 === 0 ? ["even"] : [],
          success: solves(task),
        }),
      )
      return makeRunWith(store.as("editor"), episodes, { experimentId, role })
    }
    const [teacher, student] = [
      await runOf("teacher", () => true),
      await runOf("student", (task) => task < 30),
    ]
    const families = (by: "group" | "tag") => {
      const input = { experimentId, teacherRunId: teacher.run.id, studentRunId: student.run.id, by }
      return listComparedFamilies(store.as("viewer"), familiesRoute.input.parse(input))
    }
    expect((await families("group")).items).toMatchObject([
      { name: "hard", tasks: 30, broken: 30, same: 0, difference: { value: -1 }, verdict: "worse" },
      { name: "easy", tasks: 30, broken: 0, same: 30, difference: { value: 0 }, verdict: "cannot_tell" },
    ])
    expect((await families("tag")).items).toMatchObject([{ name: "even", tasks: 30, broken: 15 }])
  })

  it("is empty for an experiment without runs", async () => {
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    expect(await compare({ experimentId })).toEqual({ runs: [], pairs: [], sharedTasks: 0 })
  })

  it("finds no runs of another experiment", async () => {
    const { teacher, student } = await makePair("1", "1")
    const { id: experimentId } = await makeExperiment(store.as("editor"))
    const missing = { code: "NOT_FOUND" }
    await expect(compare({ experimentId: newId() })).rejects.toMatchObject(missing)
    await expect(compare({ experimentId, runId: [teacher.id] })).rejects.toMatchObject(missing)
    const input = { experimentId, teacherRunId: teacher.id, studentRunId: student.id }
    await expect(listComparedTasks(store.as("viewer"), tasksRoute.input.parse(input))).rejects.toMatchObject(
      missing,
    )
  })

  it("is not for strangers", async () => {
    const ctx = { ...store.as("viewer"), actor: STRANGER }
    const [experimentId, teacherRunId, studentRunId] = [newId(), newId(), newId()]
    const refused = { code: "UNAUTHENTICATED" }
    await expect(getComparison(ctx, route.input.parse({ experimentId }))).rejects.toMatchObject(refused)
    const tasks = listComparedTasks(ctx, tasksRoute.input.parse({ experimentId, teacherRunId, studentRunId }))
    await expect(tasks).rejects.toMatchObject(refused)
    const families = familiesRoute.input.parse({ experimentId, teacherRunId, studentRunId })
    await expect(listComparedFamilies(ctx, families)).rejects.toMatchObject(refused)
  })
})
