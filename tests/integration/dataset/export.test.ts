import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { STRANGER } from "@/lib/domain/policy"
import { checkDataset } from "@/lib/services/dataset/check"
import { createDataset } from "@/lib/services/dataset/create"
import { exportDataset } from "@/lib/services/dataset/export"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import { makeEpisodeInput } from "@/tests/factories/episode-input"
import { makeExperiment, makeRunWith } from "@/tests/factories/run"

const TOOLS = [{ type: "function", function: { name: "find", parameters: { type: "object" } } }]

describe("the export of a dataset", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  async function makeDataset(overrides: Record<string, unknown>[], runTools?: typeof TOOLS) {
    const episodes = overrides.map((override) => makeEpisodeInput(override))
    const { run } = await makeRunWith(store.as("editor"), episodes, runTools ? { tools: runTools } : {})
    const input = { experimentId: run.experimentId, name: "Über: clean/1", runIds: [run.id], rules: [] }
    const shares = { train: 1, validation: 0, test: 0 }
    const dataset = await createDataset(store.as("editor"), createRoute.input.parse({ ...input, shares }))
    return { experimentId: run.experimentId, datasetId: dataset.id, format: "openai-chat" }
  }

  async function linesOf(key: { experimentId: string; datasetId: string; format: string }) {
    const { chunks } = await exportDataset(store.as("viewer"), { ...key, split: "train" })
    const text = Buffer.concat(await Array.fromAsync(chunks)).toString()
    return text === "" ? [] : text.trimEnd().split("\n")
  }

  it("is one line per episode with its own tools, else those of its run", async () => {
    const own = [{ type: "function", function: { name: "ask", parameters: {} } }]
    const key = await makeDataset([{}, { tools: own }], TOOLS)
    const rows = (await linesOf(key)).map((line) => JSON.parse(line))
    const names = rows.map(({ tools }) => tools.map((tool: (typeof TOOLS)[number]) => tool.function.name))
    expect(names.sort()).toEqual([["ask"], ["find"]])
    expect(rows.map(({ messages }) => messages.at(-1).role)).toEqual(["assistant", "assistant"])
  })

  it("comes in chunks of at least 256 kB, made only as they are read", async () => {
    const long = {
      messages: [
        { role: "user", content: "é".repeat(40_000) },
        { role: "assistant", content: "ok" },
      ],
    }
    const key = await makeDataset(Array.from({ length: 12 }, () => long))
    const { chunks, fileName } = await exportDataset(store.as("viewer"), { ...key, split: "train" })
    expect(fileName).toBe("u-ber-clean-1-train.jsonl")
    const sizes = (await Array.fromAsync(chunks)).map((chunk) => chunk.length)
    expect(sizes).toHaveLength(3)
    expect(sizes.slice(0, -1).every((size) => size >= 262_144)).toBe(true)
    expect(await linesOf(key)).toHaveLength(12)
  })

  it("finds nothing wrong with rows that keep the rules", async () => {
    const key = await makeDataset(
      Array.from({ length: 10 }, () => ({})),
      TOOLS,
    )
    const check = await checkDataset(store.as("viewer"), key)
    expect(check).toMatchObject({ format: "openai-chat", problemCount: 0, findings: [] })
    const bytes = (await linesOf(key)).reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0)
    expect(check.splits).toEqual([{ split: "train", rows: 10, bytes, problems: 0 }])
  })

  it("says which row breaks a rule, and once for all rows what they lose, with what to do", async () => {
    const unanswered = [
      { role: "user", content: "Find it." },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "a", type: "function", function: { name: "find", arguments: "{}" } }],
      },
      { role: "user", content: "Well?" },
      { role: "assistant", content: "No." },
      { role: "user", content: "Bye." },
    ]
    const silent = { messages: [{ role: "user", content: "Hello?" }] }
    const key = await makeDataset([
      ...Array.from({ length: 10 }, () => ({})),
      { messages: unanswered },
      silent,
    ])
    const { problemCount, findings, splits } = await checkDataset(store.as("viewer"), key)
    expect(splits).toMatchObject([{ rows: 11, problems: 1 }])
    expect(problemCount).toBe(1)
    expect(findings[0]).toMatchObject({
      level: "problem",
      message: expect.stringContaining("without an answer"),
    })
    const line = (await linesOf(key))[(findings[0]?.line ?? 0) - 1] as string
    expect(JSON.parse(line).messages[0].content).toBe("Find it.")
    const notes = findings.slice(1).map(({ message }) => message)
    expect(notes).toHaveLength(3)
    expect(notes.join("\n")).toMatch(/11 rows with tool calls.*--tools/)
    expect(notes.join("\n")).toMatch(/1 row cut after the last assistant message; 1 message left out/)
    expect(notes.join("\n")).toMatch(/1 row left out: no assistant message/)
  })

  it("asks for ten rows to train on, whatever the other sides hold", async () => {
    const key = await makeDataset([{}], TOOLS)
    const { findings } = await checkDataset(store.as("viewer"), key)
    expect(findings).toMatchObject([{ line: null, level: "problem", message: expect.stringContaining("10") }])
  })

  it("knows its formats, its datasets and who asks", async () => {
    const key = await makeDataset([{}])
    const ctx = store.as("viewer")
    const other = { ...key, experimentId: (await makeExperiment(store.as("editor"))).id }
    const stranger = { ...ctx, actor: STRANGER }
    for (const use of [checkDataset, exportDataset]) {
      const call = (caller: typeof ctx, input: typeof key) => use(caller, { ...input, split: "train" })
      await expect(call(ctx, { ...key, format: "docx" })).rejects.toMatchObject({ code: "INVALID_INPUT" })
      await expect(call(ctx, other)).rejects.toMatchObject({ code: "NOT_FOUND" })
      await expect(call(stranger, key)).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
    }
  })
})
