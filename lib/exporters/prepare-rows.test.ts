import { describe, expect, it } from "vitest"
import type { Message, ToolDefinition } from "@/lib/domain/message"
import { countMessageTokens } from "@/lib/domain/tokens/message-tokens"
import { checkFile } from "@/lib/exporters/check-file"
import { ExportNoteTally } from "@/lib/exporters/export-notes"
import type { EpisodeExporter, ExportEpisode } from "@/lib/exporters/exporter"
import { openaiChatExporter } from "@/lib/exporters/openai-chat"
import { prepareRows } from "@/lib/exporters/prepare-rows"
import { togetherExporter } from "@/lib/exporters/together"
import { trlPromptCompletionExporter } from "@/lib/exporters/trl"

const tool: ToolDefinition = { type: "function", function: { name: "look_up" } }
const call = { id: "c1", type: "function" as const, function: { name: "look_up", arguments: '{"id":1}' } }
const conversation: Message[] = [
  { role: "system", content: "Policy" },
  { role: "user", content: "Hi" },
  { role: "assistant", content: null, tool_calls: [call] },
  { role: "tool", tool_call_id: "c1", name: "look_up", content: "found" },
  { role: "assistant", content: "There it is.", reasoning: "Easy." },
  { role: "user", content: "###STOP###" },
]

function episode(fields: Partial<ExportEpisode> = {}): ExportEpisode {
  return { id: "e", messages: conversation, tools: [tool], ...fields }
}

const WHOLE = { rows: "episode", loss: "assistant", maxTokens: null } as const

function prepare(
  fields: Partial<ExportEpisode> = {},
  options: Partial<Parameters<typeof prepareRows>[2]> = {},
  exporter: EpisodeExporter = openaiChatExporter,
  fix: Parameters<typeof prepareRows>[3] = "none",
) {
  return prepareRows(exporter, episode(fields), { ...WHOLE, ...options }, fix)
}

const weightsOf = (row: unknown) =>
  (row as { messages: { weight?: number }[] }).messages.map(({ weight }) => weight)

describe("prepareRows", () => {
  it("cuts after the last assistant message, keeps only known keys and says what was lost", () => {
    const { rows, notes } = prepare()
    expect(rows[0]?.row).toEqual({
      messages: [
        { role: "system", content: "Policy" },
        { role: "user", content: "Hi" },
        { role: "assistant", content: null, tool_calls: [call] },
        { role: "tool", tool_call_id: "c1", content: "found" },
        { role: "assistant", content: "There it is." },
      ],
      tools: [tool],
    })
    expect(notes).toEqual([
      { code: "trimmed", count: 1 },
      { code: "reasoning_dropped", count: 1 },
    ])
  })

  it("writes message weights only where a reply is left out of the loss", () => {
    expect(weightsOf(prepare({ maskedSteps: [2] }).rows[0]?.row)).toEqual([
      undefined,
      undefined,
      0,
      undefined,
      1,
    ])
    expect(weightsOf(prepare().rows[0]?.row)).toEqual(Array(5).fill(undefined))
  })

  it("makes one row of each reply that is trained on, with everything before it", () => {
    const { rows } = prepare({}, { rows: "turn" })
    expect(rows.map(({ messageCount }) => messageCount)).toEqual([3, 5])
    expect(rows.map(({ row }) => weightsOf(row))).toEqual([
      [undefined, undefined, undefined],
      [undefined, undefined, 0, undefined, 1],
    ])
    expect(prepare({ maskedSteps: [2] }, { rows: "turn" }).rows).toHaveLength(1)
  })

  it("leaves out an episode with nothing to train on, and says why", () => {
    expect(prepare({ messages: conversation.slice(0, 2) })).toEqual({
      rows: [],
      notes: [{ code: "without_reply", count: 1 }],
    })
    expect(prepare({ maskedSteps: [2, 4] })).toEqual({
      rows: [],
      notes: [{ code: "fully_masked", count: 1 }],
    })
  })

  it("notes calls without definitions and weights that the format has not, and writes those it has", () => {
    const { rows, notes } = prepare({ tools: [], weight: 2 })
    expect(rows[0]?.row).not.toHaveProperty("tools")
    expect(notes).toContainEqual({ code: "without_tools", count: 1 })
    expect(notes).toContainEqual({ code: "weight_dropped", count: 1 })
    const together = prepare({ weight: 2 }, {}, togetherExporter)
    expect(together.rows[0]?.row).toMatchObject({ weight: 2 })
    expect(together.notes).toEqual([{ code: "trimmed", count: 1 }])
  })

  it("counts what is trained: replies without lost reasoning, or everything and the tools", () => {
    const [first, second] = [conversation[2]!, { role: "assistant" as const, content: "There it is." }]
    const replies = countMessageTokens(first) + countMessageTokens(second)
    const [row] = prepare().rows
    expect(row?.trainedTokens).toBe(replies)
    const [all] = prepare({}, { loss: "all" }, togetherExporter).rows
    expect(all?.trainedTokens).toBe(all?.tokens)
    expect(all?.tokens).toBeGreaterThan(row?.tokens ?? 0)
  })

  it("truncates before the step that breaks a rule, else drops", () => {
    const broken: Message[] = [
      ...conversation.slice(0, 5),
      { role: "assistant", content: "" },
      { role: "user", content: "?" },
      { role: "assistant", content: "!" },
    ]
    const [refused] = prepare({ messages: broken }).rows
    expect(refused).toMatchObject({ row: null, applied: null, proposedFix: { kind: "truncate", step: 4 } })
    const [mended] = prepare({ messages: broken }, {}, openaiChatExporter, "truncate").rows
    expect(mended).toMatchObject({ messageCount: 5, applied: { kind: "truncate", step: 4 } })
    expect(mended?.row).toEqual(prepare().rows[0]?.row)
    const early: Message[] = [{ role: "assistant", content: "" }, ...conversation]
    expect(prepare({ messages: early }, {}, openaiChatExporter, "truncate").rows[0]?.applied).toEqual({
      kind: "drop",
    })
  })

  it("truncates a row that is too long at the last reply that fits", () => {
    const long = Array.from({ length: 40 }, (_, index): Message[] => [
      { role: "user", content: `question ${index}` },
      { role: "assistant", content: "answer ".repeat(20) },
    ]).flat()
    const [row] = prepare(
      { messages: long, tools: [] },
      { maxTokens: 300 },
      openaiChatExporter,
      "truncate",
    ).rows
    expect(row?.problems[0]?.message).toMatch(/^The row has about \d+ tokens; at most 300 fit\.$/)
    expect(row?.tokens).toBeLessThanOrEqual(300)
    expect((row?.tokens ?? 0) + countMessageTokens(long[0]!) + countMessageTokens(long[1]!)).toBeGreaterThan(
      300,
    )
    expect(row?.applied).toEqual({ kind: "truncate", step: (row?.messageCount ?? 0) - 1 })
    const turns = prepare(
      { messages: long, tools: [] },
      { rows: "turn", maxTokens: 300 },
      openaiChatExporter,
      "truncate",
    )
    expect(turns.rows.filter(({ applied }) => applied?.kind === "drop").length).toBeGreaterThan(20)
  })

  it("refuses masked steps where the format cannot leave them out, unless each turn is a row", () => {
    const masked = { maskedSteps: [2] }
    const [whole] = prepare(masked, {}, trlPromptCompletionExporter).rows
    expect(whole?.problems).toMatchObject([{ severity: "error", step: 2 }])
    const { rows } = prepare(masked, { rows: "turn" }, trlPromptCompletionExporter)
    expect(rows).toMatchObject([{ problems: [], messageCount: 5 }])
  })
})

describe("checkFile", () => {
  it("asks for a number of rows to train on and bounds the size", () => {
    const stats = { rowCount: 9, byteCount: 6e8, tokenCount: 6e7 }
    const messages = (split: "train" | "validation") =>
      checkFile(openaiChatExporter.limits, split, stats).map(
        ({ severity, message }) => `${severity}: ${message}`,
      )
    expect(messages("train")).toEqual([
      "error: The file has 9 rows; at least 10 are needed.",
      "error: The file is larger than 512 MB.",
      "warning: The file has more than 50 million tokens, the usual limit of one job.",
    ])
    expect(messages("validation")).toHaveLength(2)
  })
})

describe("ExportNoteTally", () => {
  it("sums notes into one sentence for each kind", () => {
    const tally = new ExportNoteTally()
    tally.add([{ code: "trimmed", count: 1 }])
    tally.add([{ code: "trimmed", count: 2 }])
    expect(tally.summarize("episode")).toEqual([
      {
        code: "trimmed",
        sources: 2,
        count: 3,
        sentence: "2 episodes cut after the last assistant message; 3 messages left out.",
      },
    ])
  })
})
