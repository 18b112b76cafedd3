import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { listEpisodes } from "@/lib/services/episode/list"
import { listRuns } from "@/lib/services/run/list"
import { listTasks } from "@/lib/services/task/list"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { completeImport, uploadFile } from "@/tests/integration/imports/import-file"

const dataFolder = process.env.WINNOW_TEST_DATA

const EPISODES = { sort: "createdAt", order: "desc", limit: 1 } as const

describe.skipIf(!dataFolder && !process.env.CI)("published result files (needs WINNOW_TEST_DATA)", () => {
  let store: TestStore

  beforeAll(async () => {
    store = await openTestStore()
  })

  afterAll(() => store.close())

  const fileOf = (path: string) => {
    if (dataFolder === undefined) throw new Error("WINNOW_TEST_DATA is not set")
    return join(dataFolder, path)
  }

  async function importFile(path: string, experimentName: string, modelName: string, tools?: unknown[]) {
    const ctx = store.as("editor")
    const { id, preview } = await uploadFile(ctx, fileOf(path))
    const options = { experimentName, modelName, ...(tools ? { tools: tools as [] } : {}) }
    const done = await completeImport(ctx, id, options)
    return { preview, done, experimentId: done.experimentId as string }
  }

  it("gives the figures of tau-bench airline, and nothing new the second time", async () => {
    const ctx = store.as("editor")
    const tools = JSON.parse(readFileSync(fileOf("tau-bench-env/airline/tools.json"), "utf8"))
    const path = "tau-bench-airline/gpt-4o-airline.json"
    const { preview, done, experimentId } = await importFile(path, "tau-bench airline", "gpt-4o", tools)
    expect(preview).toMatchObject({ episodeCount: 200, taskCount: 50, trialCount: 4, rejectedCount: 0 })
    expect(done).toMatchObject({ status: "done", accepted: 200, duplicates: 0, rejected: 0 })
    expect(done.bytesRead).toBe(done.byteCount)

    const [run] = (await listRuns(ctx, { experimentId })).items
    expect(run).toMatchObject({ name: "gpt-4o", hasTools: true, model: { provider: "openai" } })
    expect(run?.statistics).toMatchObject({ n: 200, tasks: 50, trials: 4, successRate: { value: 0.42 } })
    expect(run?.statistics.passK.map(({ k }) => k)).toEqual([1, 2, 3, 4])
    expect(run?.statistics.passK[3]?.value).toBeCloseTo(0.2, 12)
    expect(run?.statistics.cost).toMatchObject({ coverage: 1, kinds: { estimated: 200 } })

    const kept = await listEpisodes(ctx, { ...EPISODES, experimentId, scoreMin: 1 })
    expect(kept.count).toBe(84)

    const again = await importFile(path, "tau-bench airline", "gpt-4o")
    expect(again.done).toMatchObject({ status: "done", accepted: 0, duplicates: 200, runId: done.runId })
    expect((await listRuns(ctx, { experimentId })).items[0]?.statistics).toEqual(run?.statistics)
  })

  it("puts the three tau-bench retail files on the same 100 tasks", async () => {
    const ctx = store.as("editor")
    const folder = "tau-bench-retail"
    const files = [
      ["tool-calling-none-0.1_range_0-100_user-none-llm_06232025.json", 0.73, 0],
      ["tool-calling-with-preconditions-none-0.1_range_0-100_user-none-llm_0626123715.json", 0.7, 55],
      ["assertions-agent-none-0.1_range_0-100_6_20_2025_without_postcondition.json", 0.49, 95],
    ] as const
    let experimentId = ""
    for (const [file, rate, repaired] of files) {
      const result = await importFile(`${folder}/${file}`, "tau-bench retail", file.slice(0, 30))
      expect(result.done).toMatchObject({ status: "done", accepted: 100, rejected: 0, repaired })
      experimentId = result.experimentId
      const { items } = await listRuns(ctx, { experimentId })
      expect(items.find(({ id }) => id === result.done.runId)?.statistics.successRate.value).toBe(rate)
    }
    expect((await listTasks(ctx, { experimentId, limit: 1 })).count).toBe(100)
    const errored = await listEpisodes(ctx, {
      ...EPISODES,
      experimentId,
      stopReason: ["error"],
      stepCountMax: 0,
    })
    expect(errored.count).toBe(5)
    expect(errored.items[0]).toMatchObject({ success: false, score: 0, stepCount: 0 })
  })

  it("puts FireAct's two models on 464 shared tasks", async () => {
    const ctx = store.as("editor")
    const folder = "hotpotqa-react"
    const files = [
      [
        "hotpotqa_dev_0_500_ft_gpt-3.5-turbo-0613_princeton-nlp__7woQRsdi_0.0_2023-09-21-16-19-51.json",
        465,
        0.43,
      ],
      ["hotpotqa_dev_0_500_llama_models_lora_llama-2-13b-d_1000_0.7_2023-09-18-13-40-08.json", 499, 0.3447],
    ] as const
    let experimentId = ""
    for (const [file, count, rate] of files) {
      const result = await importFile(`${folder}/${file}`, "HotpotQA", file.slice(0, 40))
      expect(result.done).toMatchObject({ accepted: count, rejected: 0 })
      experimentId = result.experimentId
      const { items } = await listRuns(ctx, { experimentId })
      const run = items.find(({ id }) => id === result.done.runId)
      expect(run?.statistics.successRate.value).toBeCloseTo(rate, 3)
    }
    expect((await listTasks(ctx, { experimentId, limit: 1 })).count).toBe(465 + 499 - 464)
  })
})
