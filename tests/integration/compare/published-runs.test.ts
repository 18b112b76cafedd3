import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { getComparison as route } from "@/lib/contracts/compare"
import { getComparison } from "@/lib/services/compare/get"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { hasPublishedFiles, importPublishedRun } from "@/tests/factories/published-run"
import { makeExperiment } from "@/tests/factories/run"

describe.skipIf(!hasPublishedFiles)("published runs side by side (needs WINNOW_TEST_DATA)", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  const compare = (experimentId: string, shared: boolean) =>
    getComparison(store.as("viewer"), route.input.parse({ experimentId, shared }))

  it("FireAct: .431 against .358 on 464 shared tasks, 67 broken, 33 fixed, p = .00087", async () => {
    const ctx = store.as("editor")
    const { id: experimentId } = await makeExperiment(ctx)
    const folder = "hotpotqa-react/hotpotqa_dev_0_500"
    const gpt = `${folder}_ft_gpt-3.5-turbo-0613_princeton-nlp__7woQRsdi_0.0_2023-09-21-16-19-51.json`
    const llama = `${folder}_llama_models_lora_llama-2-13b-d_1000_0.7_2023-09-18-13-40-08.json`
    await importPublishedRun(ctx, "fireact", gpt, { experimentId, role: "teacher", name: "gpt-3.5" })
    await importPublishedRun(ctx, "fireact", llama, { experimentId, role: "student", name: "llama-2-13b" })
    const { runs, pairs, sharedTasks } = await compare(experimentId, true)
    expect(sharedTasks).toBe(464)
    expect(runs.map(({ successRate }) => successRate.value?.toFixed(3))).toEqual(["0.431", "0.358"])
    expect(pairs[0]).toMatchObject({ sharedTasks: 464, verdict: "worse" })
    expect(pairs[0]?.test).toMatchObject({ method: "exact McNemar", broken: 67, fixed: 33 })
    expect(pairs[0]?.test.p).toBeCloseTo(0.00087, 5)
    const apart = await compare(experimentId, false)
    expect(apart.runs.map(({ tasks }) => tasks)).toEqual([465, 499])
    expect(apart.pairs[0]).toMatchObject({ sharedTasks: 464, onlyTeacherTasks: 1, onlyStudentTasks: 35 })
  })

  it("tau-bench retail: .730, .700 and .490 on the same 100 tasks", async () => {
    const ctx = store.as("editor")
    const { id: experimentId } = await makeExperiment(ctx)
    const files = [
      "tool-calling-none-0.1_range_0-100_user-none-llm_06232025.json",
      "tool-calling-with-preconditions-none-0.1_range_0-100_user-none-llm_0626123715.json",
      "assertions-agent-none-0.1_range_0-100_6_20_2025_without_postcondition.json",
    ]
    for (const file of files) {
      await importPublishedRun(ctx, "tau-bench", `tau-bench-retail/${file}`, { experimentId })
    }
    const { runs, pairs, sharedTasks } = await compare(experimentId, false)
    expect(sharedTasks).toBe(100)
    expect(runs.map(({ successRate }) => successRate.value)).toEqual([0.73, 0.7, 0.49])
    for (const { successRate } of runs) {
      expect(successRate.low).toBeLessThan(successRate.value as number)
      expect(successRate.high).toBeGreaterThan(successRate.value as number)
    }
    expect(pairs.map(({ verdict }) => verdict)).toEqual(["cannot_tell", "worse", "worse"])
  })
})
