import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { type Recording, readRecordings } from "@/tests/fixtures/tau-bench/recording"
import { replay, withProvinces } from "@/tests/fixtures/tau-bench/replay"
import { DOMAINS, type DomainName } from "./domain"
import { type Benchmark, loadBenchmark } from "./load"
import { playGold } from "./reward"
import { requireTaskData, type TaskData } from "./task"

// Figures and every exception are explained in docs/tau-bench-replay.md.
const dataFolder = process.env.WINNOW_TEST_DATA
const isSkipped = dataFolder === undefined && process.env.CI === undefined

const RECORDINGS: Readonly<Record<DomainName, readonly string[]>> = {
  airline: ["tau-bench-airline/gpt-4o-airline.json"],
  retail: [
    "tau-bench-retail/tool-calling-none-0.1_range_0-100_user-none-llm_06232025.json",
    "tau-bench-retail/tool-calling-with-preconditions-none-0.1_range_0-100_user-none-llm_0626123715.json",
    "tau-bench-retail/assertions-agent-none-0.1_range_0-100_6_20_2025_without_postcondition.json",
  ],
}

/** Gold actions the benchmark itself refuses; the recorded hashes include them. */
const REFUSALS = {
  airline: {},
  retail: {
    "Error: insufficient gift card balance to pay for the order": 9,
    "Error: insufficient gift card balance to pay for the new item": 8,
    "Error: insufficient gift card balance to pay for the price difference": 4,
    "Error: payment method should be either the original payment method or a gift card": 2,
    "Error: non-delivered order cannot be exchanged": 1,
    "Error: product not found": 6,
    "Error: user not found": 10,
    "Error: order not found": 4,
  },
} as const

describe.skipIf(isSkipped)("tau-bench against its recordings (needs WINNOW_TEST_DATA)", () => {
  const benchmarks = {} as Record<DomainName, Benchmark>
  const recordings = {} as Record<DomainName, Recording[]>

  beforeAll(async () => {
    if (dataFolder === undefined) throw new Error("WINNOW_TEST_DATA is not set")
    for (const domain of ["airline", "retail"] as const) {
      benchmarks[domain] = await loadBenchmark(join(dataFolder, "tau-bench-env"), DOMAINS[domain])
      recordings[domain] = RECORDINGS[domain].flatMap((file) => readRecordings(join(dataFolder, file)))
    }
  })

  it.each([
    ["airline", 46],
    ["retail", 66],
  ] as const)("%s: hashes the database after the gold actions of %i tasks as recorded", (domain, count) => {
    const { toolbox, tables } = domain === "airline" ? withProvinces(benchmarks.airline) : benchmarks.retail
    const recordedTasks = new Map<number, { task: TaskData; goldHash: string }>()
    for (const { taskId, task, goldHash } of recordings[domain]) {
      if (task && goldHash) recordedTasks.set(taskId, { task, goldHash })
    }
    expect(recordedTasks.size).toBe(count)
    for (const { task, goldHash } of recordedTasks.values()) {
      expect(playGold(toolbox, tables, task).database.hash()).toBe(goldHash)
    }
  })

  it.each([
    ["airline", { attempts: 200, empty: 0, withoutReward: 5, toolResults: 1164, foreignCalls: 0 }],
    ["retail", { attempts: 300, empty: 5, withoutReward: 8, toolResults: 2301, foreignCalls: 1 }],
  ] as const)("%s: gives the recorded tool results and rewards", async (domain, counts) => {
    const benchmark = domain === "airline" ? withProvinces(benchmarks.airline) : benchmarks.retail
    const found = { attempts: 0, empty: 0, withoutReward: 0, toolResults: 0, foreignCalls: 0 }
    for (const recording of recordings[domain]) {
      found.attempts++
      if (!recording.isRewardRecorded) found.withoutReward++
      const { task } = recording
      if (!task) {
        found.empty++
        continue
      }
      const replayed = await replay(benchmark, { ...recording, task })
      found.toolResults += replayed.toolResults
      found.foreignCalls += replayed.foreignCalls
      expect(replayed.differences, recording.label).toEqual([])
      expect(replayed.score, recording.label).toBe(recording.reward)
    }
    expect(found).toEqual(counts)
  })

  it.each([
    ["airline", { train: 0, validation: 0, test: 50 }],
    ["retail", { train: 500, validation: 20, test: 115 }],
  ] as const)("%s: gold actions meet only the benchmark's own refusals", (domain, counts) => {
    const { tasks, toolbox, tables } = benchmarks[domain]
    const refusals: Record<string, number> = {}
    for (const task of tasks) {
      for (const answer of playGold(toolbox, tables, requireTaskData(task)).answers) {
        if (/^(Error|Unknown)/.test(answer)) refusals[answer] = (refusals[answer] ?? 0) + 1
      }
    }
    expect(refusals).toEqual(REFUSALS[domain])
    const found = { train: 0, validation: 0, test: 0 }
    for (const task of tasks) found[task.split]++
    expect(found).toEqual(counts)
  })
})
