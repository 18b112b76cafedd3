import { describe, expect, it } from "vitest"
import { HEAD_BYTES } from "@/lib/importers/importer"
import { previewImport } from "@/lib/importers/preview"
import { detectFormat } from "@/lib/importers/registry"

async function preview(text: string, name = "file.jsonl") {
  const bytes = new TextEncoder().encode(text)
  const head = { name, bytes: bytes.subarray(0, HEAD_BYTES) }
  async function* input() {
    yield bytes
  }
  return previewImport(detectFormat(head), head, input())
}

const call = { id: "c", type: "function", function: { name: "f", arguments: "{'a': 1}" } }
const silent = { role: "assistant", tool_calls: [call] }

describe("previewImport", () => {
  it("counts what an import would create and shows examples of repairs and rejects", async () => {
    const rows = [
      { task_id: "a", reward: 1, model: "big", messages: [{ role: "user", content: "x" }] },
      { task_id: "a", reward: 0.25, model: "big", messages: [{ role: "user", content: "y" }, silent] },
      { task_id: "b", messages: [{ role: "tool", content: "z" }] },
      { task_id: "b", model: "big", messages: [{ role: "user", content: "z" }] },
    ]
    expect(await preview(rows.map((row) => JSON.stringify(row)).join("\n"))).toEqual({
      format: "openai-chat",
      formatTitle: "OpenAI chat JSONL",
      modelName: "big",
      episodeCount: 3,
      taskCount: 2,
      trialCount: 2,
      stepCount: 4,
      scoreField: "reward",
      scoredCount: 2,
      scoreRange: { low: 0.25, high: 1 },
      successCount: 0,
      repairedCount: 1,
      rejectedCount: 1,
      hasTools: false,
      callsTools: true,
      warnings: [
        "The episodes call tools, but the file defines none: add the definitions before you export.",
      ],
      repairs: [{ line: 2, reason: "The arguments of 1 tool call were Python literals: written as JSON." }],
      rejects: [{ line: 3, reason: "Message 1 is a tool result without a call before it." }],
    })
  })

  it("warns about a file with several models, no scores or nothing to import", async () => {
    const row = (model: string) => JSON.stringify({ model, messages: [{ role: "user", content: model }] })
    const { warnings, modelName } = await preview(`${row("a")}\n${row("b")}`)
    expect(modelName).toBeNull()
    expect(warnings).toEqual([
      "The file names 2 models; all its episodes will be one run.",
      "No episode has a score.",
    ])
    expect((await preview('{"messages":[]}')).warnings).toEqual([
      "The file holds no episode that can be imported.",
    ])
  })
})
