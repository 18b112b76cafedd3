import { createReadStream } from "node:fs"
import { describe, expect, it } from "vitest"
import type { ImportRecord } from "@/lib/importers/importer"
import { tauBenchImporter } from "@/lib/importers/tau-bench"

const dataFolder = process.env.WINNOW_TEST_DATA

async function readAll(...results: unknown[]): Promise<ImportRecord[]> {
  async function* bytes() {
    yield new TextEncoder().encode(JSON.stringify(results))
  }
  return Array.fromAsync(tauBenchImporter.read(bytes(), { fileName: "results.json" }))
}

function result(fields: Record<string, unknown> = {}) {
  const info = { user_cost: 0.004, reward_info: { reward: 1, info: { r_actions: 1 }, actions: [] } }
  const traj = [
    { role: "system", content: "Policy" },
    { role: "user", content: "Hello" },
    { role: "assistant", content: "Done." },
    { role: "user", content: "###STOP###" },
  ]
  return { task_id: 3, reward: 1, trial: 3, info, traj, ...fields }
}

describe("tauBenchImporter", () => {
  it("numbers trials per task and makes success of a reward of one", async () => {
    const records = await readAll(result(), result({ reward: 0 }), result({ task_id: 4, reward: 0.999 }))
    expect(records.map((record) => record.ok && record.episode)).toMatchObject([
      { taskKey: "3", trial: 0, score: 1, success: true, stopReason: "completed", metrics: { r_actions: 1 } },
      { taskKey: "3", trial: 1, score: 0, success: false },
      { taskKey: "4", trial: 0, score: 0.999, success: false, environmentCostUsd: 0.004, costUsd: null },
    ])
  })

  it("names a record by its content, so that a file that grew adds only what is new", async () => {
    const [first] = await readAll(result())
    const [other, again, twin] = await readAll(result({ reward: 0 }), result(), result())
    const idOf = (record: ImportRecord | undefined) => record?.ok && record.episode.externalId
    expect(idOf(again)).toBe(idOf(first))
    expect(idOf(other)).not.toBe(idOf(first))
    expect(idOf(twin)).toBe(`${idOf(first)}-2`)
  })

  it("keeps an errored record as a failure without steps", async () => {
    const [record] = await readAll(
      result({ reward: 0, traj: [], info: { error: "boom", traceback: "Trace" } }),
    )
    expect(record).toMatchObject({
      ok: true,
      episode: { score: 0, success: false, stopReason: "error", stopDetail: "boom", messages: [] },
    })
  })

  it("tells running out of steps from an ending, and flags results that report an error", async () => {
    const traj = [
      { role: "user", content: "Hello" },
      {
        role: "assistant",
        tool_calls: [{ id: "c", type: "function", function: { name: "f", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "c", name: "f", content: "Error: user not found" },
    ]
    const [cut, ended] = await readAll(result({ traj, info: { reward_info: {} } }), result({ traj }))
    expect(cut).toMatchObject({ episode: { stopReason: "max_steps", messages: [{}, {}, { error: true }] } })
    expect(ended).toMatchObject({ episode: { stopReason: "completed", stopDetail: "f" } })
  })

  it("takes no token count for a cost", async () => {
    const [record] = await readAll(result({ info: { user_cost: 1398 } }))
    expect(record).toMatchObject({ episode: { environmentCostUsd: null, detail: { user_cost: 1398 } } })
  })

  it("rejects a record without task or trajectory and goes on", async () => {
    const records = await readAll({ reward: 1 }, result({ task_id: null }), result({ reward: "1" }), result())
    expect(records.map((record) => (record.ok ? "ok" : [record.line, record.reason]))).toEqual([
      [1, "The record has no traj."],
      [2, "The record has no task_id."],
      [3, "The reward is no number."],
      "ok",
    ])
  })

  it.each([
    ["tool-calling-gpt-4o-0.0_range_0-50_user-gpt-4o-llm_0626123715.json", "gpt-4o"],
    ["gpt-4o-airline.json", "gpt-4o"],
    ["tool-calling-none-0.1_range_0-100_user-none-llm_06232025.json", null],
    ["results.json", null],
  ])("reads from the file name %s the model %s", (name, modelName) => {
    expect(tauBenchImporter.describe({ name, bytes: new Uint8Array() }).modelName).toBe(modelName)
  })

  describe.skipIf(!dataFolder && !process.env.CI)("on published results (needs WINNOW_TEST_DATA)", () => {
    it.each([
      [
        "tau-bench-airline/gpt-4o-airline.json",
        { episodes: 200, tasks: 50, solved: 84, repaired: 0, empty: 0 },
      ],
      [
        "tau-bench-retail/assertions-agent-none-0.1_range_0-100_6_20_2025_without_postcondition.json",
        { episodes: 100, tasks: 100, solved: 49, repaired: 95, empty: 5 },
      ],
      [
        "tau-bench-retail/tool-calling-with-preconditions-none-0.1_range_0-100_user-none-llm_0626123715.json",
        { episodes: 100, tasks: 100, solved: 70, repaired: 55, empty: 0 },
      ],
      [
        "tau-bench-retail/tool-calling-none-0.1_range_0-100_user-none-llm_06232025.json",
        { episodes: 100, tasks: 100, solved: 73, repaired: 0, empty: 0 },
      ],
    ])("loses no record of %s", async (path, expected) => {
      const input = createReadStream(`${dataFolder}/${path}`)
      const records = await Array.fromAsync(tauBenchImporter.read(input, { fileName: path }))
      const landed = records.filter((record) => record.ok)
      expect(landed).toHaveLength(records.length)
      expect({
        episodes: landed.length,
        tasks: new Set(landed.map((record) => record.episode.taskKey)).size,
        solved: landed.filter((record) => (record.episode.score ?? 0) >= 1).length,
        repaired: landed.filter((record) => record.repairs.length > 0).length,
        empty: landed.filter((record) => record.episode.messages.length === 0).length,
      }).toEqual(expected)
    })
  })
})
