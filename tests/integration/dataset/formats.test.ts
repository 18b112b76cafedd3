import { readFileSync } from "node:fs"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { createDataset as createRoute } from "@/lib/contracts/datasets"
import { checkDataset as checkRoute } from "@/lib/contracts/exports"
import { SPLITS } from "@/lib/domain/episode"
import type { Message } from "@/lib/domain/message"
import { EXPORTERS } from "@/lib/exporters/registry"
import { fireactImporter } from "@/lib/importers/fireact"
import { checkDataset } from "@/lib/services/dataset/check"
import { createDataset } from "@/lib/services/dataset/create"
import { exportDataset } from "@/lib/services/dataset/export"
import { eventsOf } from "@/tests/export-readers/events-of"
import { eventsOfParquet, readParquet } from "@/tests/export-readers/parquet"
import { LINE_READERS } from "@/tests/export-readers/readers"
import type { Event } from "@/tests/export-readers/reading"
import { openTestStore, type TestStore } from "@/tests/factories/context"
import {
  hasPublishedFiles,
  importPublishedRun,
  publishedFile,
  readPublishedTools,
} from "@/tests/factories/published-run"

const DIRTY = "tau-bench-retail/assertions-agent-none-0.1_range_0-100_6_20_2025_without_postcondition.json"
const FIREACT =
  "hotpotqa-react/hotpotqa_dev_0_500_ft_gpt-3.5-turbo-0613_princeton-nlp__7woQRsdi_0.0_2023-09-21-16-19-51.json"
const formats = EXPORTERS.filter(({ input }) => input === "episodes").map(({ id }) => id)

type Key = ReturnType<typeof checkRoute.input.parse>

describe.skipIf(!hasPublishedFiles)("published runs in every format (needs WINNOW_TEST_DATA)", () => {
  let store: TestStore
  beforeAll(async () => {
    store = await openTestStore()
  })
  afterAll(() => store.close())

  async function curate(format: string, file: string, success: boolean, tools?: Record<string, unknown>[]) {
    const ctx = store.as("editor")
    const run = await importPublishedRun(ctx, format, file, tools ? { tools } : {})
    const { experimentId } = run
    const rules = success ? [{ type: "threshold" as const, metric: "score", min: 1 }] : []
    const input = { experimentId, name: file.slice(0, 60), runIds: [run.id], rules }
    const dataset = await createDataset(ctx, createRoute.input.parse(input))
    return checkRoute.input.parse({ experimentId, datasetId: dataset.id })
  }

  async function bytesOf(key: Key): Promise<Buffer[]> {
    return Promise.all(
      SPLITS.map(async (split) => {
        const { chunks } = await exportDataset(store.as("viewer"), { ...key, split })
        return Buffer.concat(await Array.fromAsync(chunks))
      }),
    )
  }

  const linesOf = (files: readonly Buffer[]) =>
    files.flatMap((file) => (file.length === 0 ? [] : file.toString().trimEnd().split("\n")))

  /** What the independent reader of the format finds in all the files, row by row. */
  async function readBack(key: Key): Promise<Event[][]> {
    const files = await bytesOf(key)
    if (key.format === "parquet") {
      const tables = await Promise.all(files.map(readParquet))
      return tables.flat().map(eventsOfParquet)
    }
    return linesOf(files).map((line) => LINE_READERS[key.format]!(JSON.parse(line)).events)
  }

  /** The truncated and dropped are told by the check; a format that changes none is compared whole. */
  it("tau-bench airline: 200 episodes read back with equal texts and arguments, or a fix says why not", async () => {
    const tools = readPublishedTools("tau-bench-env/airline/tools.json")
    const key = await curate("tau-bench", "tau-bench-airline/gpt-4o-airline.json", false, tools)
    const conversations = linesOf(await bytesOf(key)).map((line) => JSON.parse(line).messages as Message[])
    expect(conversations).toHaveLength(200)
    for (const format of formats) {
      const chosen = { ...key, format, rows: "episode", fix: "truncate" } as const
      const check = await checkDataset(store.as("viewer"), chosen)
      expect([format, check.problemCount]).toEqual([format, 0])
      const rows = await readBack(chosen)
      expect([format, rows.length]).toEqual([format, 200 - check.applied.dropped])
      if (check.applied.truncated + check.applied.dropped > 0) continue
      expect(rows).toEqual(conversations.map((messages) => eventsOf(messages, format)))
    }
  })

  it("a dirty run (calls without ids, arguments as Python): every format is read back once it is mended", async () => {
    const key = await curate("tau-bench", DIRTY, false)
    for (const format of formats) {
      const check = await checkDataset(store.as("viewer"), { ...key, format, fix: "truncate" })
      const rows = await readBack({ ...key, format, fix: "truncate" })
      expect([format, rows.length]).toEqual([
        format,
        check.splits.reduce((sum, split) => sum + split.rows, 0),
      ])
      expect(rows.length).toBeGreaterThan(80)
    }
  })

  it("FireAct: successes are the source messages cut after the last reply, in the turns of the published training set", async () => {
    const key = await curate("fireact", FIREACT, true)
    const source = new Map<string, Message[]>()
    const input = async function* () {
      yield readFileSync(publishedFile(FIREACT))
    }
    for await (const record of fireactImporter.read(input(), { fileName: FIREACT })) {
      if (!record.ok || (record.episode.score ?? 0) < 1) continue
      const { messages } = record.episode
      const end = messages.findLastIndex(({ role }) => role === "assistant") + 1
      source.set(JSON.stringify(messages.slice(0, end)), messages as Message[])
    }
    const lines = linesOf(await bytesOf(key))
    expect(lines).toHaveLength(200)
    const rows = lines.map((line) => JSON.parse(line) as { messages: Message[] })
    expect(rows.map(({ messages }) => JSON.stringify(messages)).sort()).toEqual([...source.keys()].sort())

    const published = readFileSync(publishedFile("hotpotqa-react/train_gpt_format_hotpotqa.jsonl"), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { messages: Message[] }).messages)
    expect(published).toHaveLength(500)
    const isAlternating = (messages: readonly Message[]) =>
      messages.every(({ role }, index) => role === (index % 2 === 0 ? "user" : "assistant"))
    expect(published.every(isAlternating)).toBe(true)
    expect(rows.every(({ messages }) => isAlternating(messages))).toBe(true)
    expect(
      published.every((messages) => messages.at(-1)?.content?.startsWith("Observation: Episode finished")),
    ).toBe(true)
    expect(rows.every(({ messages }) => messages.at(-1)?.role === "assistant")).toBe(true)
  })
})
