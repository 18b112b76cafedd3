import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { z } from "zod"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { checkDataset as checkRoute } from "@/lib/contracts/exports"
import { createLabels as createLabelsRoute } from "@/lib/contracts/labels"
import { readMemberBounds, streamStoredLines } from "@/lib/db/stored-lines.sql"
import { STRANGER } from "@/lib/domain/policy"
import { EXPORTERS } from "@/lib/exporters/registry"
import { checkDataset } from "@/lib/services/dataset/check"
import { createDataset } from "@/lib/services/dataset/create"
import { exportDataset } from "@/lib/services/dataset/export"
import { listExportFormats } from "@/lib/services/dataset/list-formats"
import { sampleDataset } from "@/lib/services/dataset/sample"
import { createLabels } from "@/lib/services/label/create"
import { deleteRun } from "@/lib/services/run/delete"
import { readParquet } from "@/tests/export-readers/parquet"
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
    return checkRoute.input.parse({ experimentId: run.experimentId, datasetId: dataset.id })
  }

  async function linesOf(key: z.output<(typeof checkRoute)["input"]>) {
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
    expect(check.splits).toMatchObject([{ split: "train", rows: 10, bytes, problems: 0 }])
    const [split] = check.splits
    expect(split?.trainedTokens).toBeGreaterThan(0)
    expect(split?.tokens).toBeGreaterThan(split?.trainedTokens ?? 0)
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
    const check = await checkDataset(store.as("viewer"), key)
    expect(check).toMatchObject({
      splits: [{ rows: 10, problems: 1 }],
      problemCount: 1,
      refusedRows: 1,
      fixes: { droppable: 1, truncatable: 1 },
    })
    const { findings } = check
    expect(findings[0]).toMatchObject({
      level: "problem",
      step: 2,
      fix: { kind: "truncate", step: 1 },
      message: expect.stringContaining("without an answer"),
    })
    const notes = findings.slice(1).map(({ message }) => message)
    expect(notes).toHaveLength(3)
    expect(notes.join("\n")).toMatch(/11 episodes with tool calls.*--tools/)
    expect(notes.join("\n")).toMatch(/1 episode cut after the last assistant message; 1 message left out/)
    expect(notes.join("\n")).toMatch(/1 episode left out: no assistant message/)
  })

  it("writes nothing while a row breaks a rule, and does what the fix says", async () => {
    const bad = { role: "assistant", content: "" }
    const messages = [
      { role: "user", content: "Find it." },
      { role: "assistant", content: "Where?" },
      { role: "user", content: "There." },
      bad,
    ]
    const hopeless = { messages: [{ role: "user", content: "Find it." }, bad] }
    const key = await makeDataset([...Array.from({ length: 10 }, () => ({})), { messages }, hopeless])
    await expect(linesOf(key)).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringMatching(
        /^2 rows break the rules of OpenAI chat; the first is episode .*fix=drop/,
      ),
    })
    expect(await linesOf({ ...key, fix: "drop" })).toHaveLength(10)
    const truncated = await linesOf({ ...key, fix: "truncate" })
    expect(truncated).toHaveLength(11)
    expect(truncated.map((line) => JSON.parse(line).messages.length)).toContain(2)
    const dropped = await checkDataset(store.as("viewer"), { ...key, fix: "drop" })
    expect(dropped).toMatchObject({ problemCount: 0, refusedRows: 0, applied: { dropped: 2, truncated: 0 } })
    const mended = await checkDataset(store.as("viewer"), { ...key, fix: "truncate" })
    expect(mended).toMatchObject({ problemCount: 0, applied: { dropped: 1, truncated: 1 } })
    expect(mended.findings.filter(({ level }) => level === "fixed")).toHaveLength(2)
  })

  it("makes a row of each reply where that is asked for", async () => {
    const key = await makeDataset([{}, {}], TOOLS)
    const rows = (await linesOf({ ...key, rows: "turn" })).map((line) => JSON.parse(line))
    expect(rows.map(({ messages }) => messages.length)).toEqual([3, 5, 3, 5])
    const plan = { ...key, format: "together", rows: "turn" as const, loss: "all" as const }
    await expect(linesOf(plan)).rejects.toMatchObject({ code: "INVALID_INPUT" })
    const once = { ...key, format: "gemini", rows: "turn" as const }
    await expect(linesOf(once)).rejects.toMatchObject({ message: expect.stringContaining("rows=episode") })
  })

  it("writes the same bytes every time, and in Parquet what is known of each episode", async () => {
    const key = {
      ...(await makeDataset([{ score: 0.5, metrics: { f1: 0.25 } }, {}], TOOLS)),
      format: "parquet",
    }
    const write = async () => {
      const { chunks, fileName } = await exportDataset(store.as("viewer"), { ...key, split: "train" })
      return { fileName, bytes: Buffer.concat(await Array.fromAsync(chunks)) }
    }
    const { fileName, bytes } = await write()
    expect(fileName).toMatch(/-train\.parquet$/)
    expect((await write()).bytes.equals(bytes)).toBe(true)
    const { splits } = await checkDataset(store.as("viewer"), key)
    expect(splits).toMatchObject([{ rows: 2, bytes: bytes.length }])
    const rows = await readParquet(bytes)
    expect(rows.map(({ split, weight, label }) => ({ split, weight, label }))).toEqual(
      Array(2).fill({ split: "train", weight: 1, label: null }),
    )
    const episodeIds = [rows[0]?.episode_id as string]
    const verdict = createLabelsRoute.input.parse({
      experimentId: key.experimentId,
      episodeIds,
      key: "verdict",
      value: "good",
    })
    await createLabels(store.as("editor"), verdict)
    expect((await write()).bytes.equals(bytes)).toBe(true)
    const scored = rows.find(({ score }) => score === 0.5)
    expect(scored).toMatchObject({
      metrics: { f1: 0.25 },
      success: true,
      task: expect.stringMatching(/^task-/),
    })
  })

  it("shows the first rows as they will be written, and lists the formats it fits", async () => {
    const key = await makeDataset([{}, {}, {}], TOOLS)
    const { rows } = await sampleDataset(store.as("viewer"), { ...key, split: "train", limit: 2 })
    expect(rows.map(({ row }) => JSON.stringify(row))).toEqual((await linesOf(key)).slice(0, 2))
    const { items } = await listExportFormats(store.as("viewer"), key)
    const known = EXPORTERS.filter(({ input }) => input === "episodes").map(({ id }) => id)
    expect(items.map(({ id }) => id)).toEqual(known)
    await expect(linesOf({ ...key, format: "openai-dpo" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      message: expect.stringContaining("preference pairs"),
    })
  })

  it("assembles messages as recorded in the database as it would by itself", async () => {
    const odd = 'quote " back \\ bell \u0007 line \u2028 emoji \u{1f600}'
    const messages = [
      { role: "system", content: odd },
      { role: "user", content: odd },
      { role: "assistant", content: odd },
      { role: "user", content: "never answered" },
    ]
    const key = await makeDataset([{}, { taskKey: odd, messages }, { messages: messages.slice(0, 2) }], TOOLS)
    const stored = await linesOf({ ...key, format: "messages" })
    const { rows } = await sampleDataset(store.as("viewer"), {
      ...key,
      format: "messages",
      split: "train",
      limit: 10,
    })
    expect(stored).toEqual(rows.map(({ row }) => JSON.stringify(row)))
    expect(stored).toHaveLength(2)
  })

  it("assembles them in parts, several at a time, in order, and ends the parts under way with its reader", async () => {
    const key = await makeDataset(Array.from({ length: 12 }, (_, index) => ({ taskKey: `task ${index}` })))
    const whole = await linesOf({ ...key, format: "messages" })
    const { pool } = store.db
    const { first, last } = await readMemberBounds(pool, key, "train")
    const bounds = { first: first as number, last: last as number, membersPerCopy: 5 }
    const read = () => streamStoredLines(store.db, key, "train", bounds)
    expect(Buffer.concat(await Array.fromAsync(read())).toString()).toBe(
      whole.map((line) => `${line}\n`).join(""),
    )
    for await (const chunk of read()) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }
    // Connections that were left in the middle of a copy are closed, so both counts may fall.
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0)
  })

  it("writes the same messages once their run is deleted, and none when that happens meanwhile", async () => {
    const key = await makeDataset([{}, {}], TOOLS)
    const { experimentId } = key
    const read = () => linesOf({ ...key, format: "messages" })
    const before = await read()
    const { first, last, plain, membersPerCopy } = await readMemberBounds(store.db.pool, key, "train")
    expect(plain).toBe(true)
    const [run] = await store.db.prisma.run.findMany({ where: { experimentId } })
    await deleteRun(store.as("editor"), { experimentId, runId: run?.id as string })
    expect(before).toHaveLength(2)
    expect(await read()).toEqual(before)
    const bounds = { first: first as number, last: last as number, membersPerCopy }
    const late = Array.fromAsync(streamStoredLines(store.db, key, "train", bounds))
    await expect(late).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("deleted"),
    })
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
    for (const use of [checkDataset, exportDataset, sampleDataset, listExportFormats]) {
      const call = (caller: typeof ctx, input: typeof key) =>
        use(caller, { ...input, split: "train", limit: 1 })
      if (use !== listExportFormats) {
        await expect(call(ctx, { ...key, format: "docx" })).rejects.toMatchObject({ code: "INVALID_INPUT" })
      }
      await expect(call(ctx, other)).rejects.toMatchObject({ code: "NOT_FOUND" })
      await expect(call(stranger, key)).rejects.toMatchObject({ code: "UNAUTHENTICATED" })
    }
  })
})
