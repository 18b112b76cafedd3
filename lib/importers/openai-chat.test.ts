import { createReadStream } from "node:fs"
import { describe, expect, it } from "vitest"
import type { ImportRecord } from "@/lib/importers/importer"
import { openaiChatImporter } from "@/lib/importers/openai-chat"

const dataFolder = process.env.WINNOW_TEST_DATA
const messages = [
  { role: "user", content: "Hi" },
  { role: "assistant", content: "Hello" },
]

async function readLines(...lines: unknown[]): Promise<ImportRecord[]> {
  async function* bytes() {
    yield new TextEncoder().encode(lines.map((line) => JSON.stringify(line)).join("\n"))
  }
  return Array.fromAsync(openaiChatImporter.read(bytes(), { fileName: "rows.jsonl" }))
}

describe("openaiChatImporter", () => {
  it("reads reward, task, id, model and tools beside the messages", async () => {
    const tool = { name: "look_up", parameters: { type: "object" } }
    const [record] = await readLines({
      id: "r-1",
      task_id: 12,
      reward: 0.5,
      model: "big",
      metadata: { batch: "b" },
      tools: [{ type: "function", ...tool }],
      messages,
    })
    expect(record).toMatchObject({
      ok: true,
      episode: {
        externalId: "r-1",
        taskKey: "12",
        score: 0.5,
        detail: { model: "big", metadata: { batch: "b" } },
        tools: [{ type: "function", function: tool }],
        messages,
      },
    })
  })

  it("finds reward and task in the metadata, and numbers attempts at one task", async () => {
    const line = { metadata: { task_id: "t", reward: 1, success: true }, messages }
    const records = await readLines(line, { ...line, metadata: { ...line.metadata, reward: 0 } })
    expect(records).toMatchObject([
      { episode: { taskKey: "t", trial: 0, score: 1, success: true } },
      { episode: { taskKey: "t", trial: 1, score: 0 } },
    ])
  })

  it("takes rows without a task for attempts at what the user asked first, and keeps equal rows apart", async () => {
    const records = await readLines(
      { messages },
      { messages },
      { messages: [{ role: "user", content: "Other" }] },
    )
    const episodes = records.flatMap((record) => (record.ok ? [record.episode] : []))
    expect(new Set(episodes.map((episode) => episode.externalId)).size).toBe(3)
    expect(episodes.map((episode) => episode.trial)).toEqual([0, 1, 0])
    expect(episodes[0]).toMatchObject({ score: null, success: null, taskTitle: "Hi" })
  })

  it("rejects equal ids, empty conversations and lines that are no record", async () => {
    const records = await readLines({ id: 1, messages }, { id: 1, messages }, { messages: [] }, [], {
      text: "x",
    })
    expect(records.map((record) => (record.ok ? "ok" : [record.line, record.reason]))).toEqual([
      "ok",
      [2, 'The id "1" came before in this file.'],
      [3, "The record has no messages."],
      [4, "The record is no JSON object."],
      [5, "The record has no list of messages."],
    ])
  })

  it.skipIf(!dataFolder && !process.env.CI)(
    "reads the 500 rows of a published training file (needs WINNOW_TEST_DATA)",
    async () => {
      const input = createReadStream(`${dataFolder}/hotpotqa-react/train_gpt_format_hotpotqa.jsonl`)
      const records = await Array.fromAsync(openaiChatImporter.read(input, { fileName: "train.jsonl" }))
      expect(records).toHaveLength(500)
      expect(records.every((record) => record.ok && record.repairs.length === 0)).toBe(true)
    },
  )
})
