import { createReadStream, readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { Message, ToolDefinition } from "@/lib/domain/message"
import { ExportNoteTally } from "@/lib/exporters/export-notes"
import type { ExportEpisode } from "@/lib/exporters/exporter"
import { openaiChatExporter } from "@/lib/exporters/openai-chat"
import { validateLines } from "@/lib/exporters/validate-lines"
import { tauBenchImporter } from "@/lib/importers/tau-bench"

const dataFolder = process.env.WINNOW_TEST_DATA

const tool: ToolDefinition = {
  type: "function",
  function: { name: "look_up", parameters: { type: "object" } },
}
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

function rowOf(fields: Partial<ExportEpisode> = {}): {
  messages: Record<string, unknown>[]
  tools?: unknown
} {
  return JSON.parse(openaiChatExporter.toRow(episode(fields)).line ?? "null")
}

describe("openaiChatExporter.toRow", () => {
  it("cuts after the last assistant message, keeps only known keys and says what was lost", () => {
    const { line, notes } = openaiChatExporter.toRow(episode())
    expect(line).not.toContain("\n")
    expect(JSON.parse(line ?? "")).toEqual({
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

  it("writes weights only where steps are masked", () => {
    const weights = (fields: Partial<ExportEpisode>) => rowOf(fields).messages.map(({ weight }) => weight)
    expect(weights({ maskedSteps: [2] })).toEqual([undefined, undefined, 0, undefined, 1])
    expect(weights({ maskedSteps: [] })).toEqual(Array(5).fill(undefined))
  })

  it("leaves out an episode with nothing to train on, and says why", () => {
    const silent = openaiChatExporter.toRow(episode({ messages: conversation.slice(0, 2) }))
    expect(silent).toEqual({ line: null, notes: [{ code: "without_reply", count: 1 }] })
    const masked = openaiChatExporter.toRow(episode({ maskedSteps: [2, 4] }))
    expect(masked).toEqual({ line: null, notes: [{ code: "fully_masked", count: 1 }] })
  })

  it("warns of tool calls without definitions and of a weight that the format has not", () => {
    const { line, notes } = openaiChatExporter.toRow(episode({ tools: [], weight: 2 }))
    expect(JSON.parse(line ?? "")).not.toHaveProperty("tools")
    expect(notes).toContainEqual({ code: "without_tools", count: 1 })
    expect(notes).toContainEqual({ code: "weight_dropped", count: 1 })
  })
})

describe("openaiChatExporter.validateRow", () => {
  const reply = { role: "assistant", content: "ok" }
  const user = { role: "user", content: "Hi" }
  const result = { role: "tool", tool_call_id: "c1", content: "x" }
  const calling = (...calls: unknown[]) => ({ role: "assistant", tool_calls: calls })
  const problemsOf = (row: unknown) =>
    openaiChatExporter
      .validateRow(row)
      .map(({ severity, path, message }) => `${severity} ${path}: ${message}`)

  it("finds nothing wrong with rows of its own", () => {
    expect(openaiChatExporter.validateRow(rowOf())).toEqual([])
    expect(openaiChatExporter.validateRow(rowOf({ maskedSteps: [2] }))).toEqual([])
  })

  it("lets a row end with tool calls, which nobody has answered yet", () => {
    expect(problemsOf({ messages: [user, calling(call)], tools: [tool] })).toEqual([])
  })

  it.each([
    ["text", "error : The row is no JSON object."],
    [{ messages: [] }, "error messages: The row has no messages."],
    [{ messages: [user, reply], reward: 1 }, 'error reward: The key "reward" is not known here.'],
    [
      { messages: [user, { ...reply, reasoning: "x" }] },
      'error messages.1.reasoning: The key "reasoning" is not known here.',
    ],
    [{ messages: [reply, user] }, "error messages: The last message is not the assistant's."],
    [
      { messages: [user, { ...reply, weight: 0 }] },
      "error messages: The row has no assistant message that is trained on.",
    ],
    [{ messages: [user, { ...reply, weight: 0.5 }] }, "error messages.1.weight: A weight is 0 or 1."],
    [
      { messages: [{ ...user, weight: 1 }, reply] },
      'error messages.0.weight: The key "weight" is not known here.',
    ],
    [
      { messages: [{ role: "owl", content: "x" }, reply] },
      "error messages.0: The message has no role that the format knows.",
    ],
    [
      { messages: [user, { role: "assistant", content: "" }] },
      "error messages.1: The reply has neither content nor tool calls.",
    ],
    [
      { messages: [{ role: "user", content: null }, reply] },
      "error messages.0.content: The message has no text.",
    ],
    [
      { messages: [calling(call, { ...call, id: "c2" }), result, reply], tools: [tool] },
      "error messages.2: Tool calls without an answer before this message: 1.",
    ],
    [
      { messages: [user, result, reply] },
      "error messages.1: The tool message answers no call of the assistant message before it.",
    ],
    [
      { messages: [calling(call, call), result, reply], tools: [tool] },
      "error messages.0.tool_calls.1.id: Two calls of one message share an id.",
    ],
    [
      { messages: [calling({ ...call, function: { name: "look up", arguments: "{}" } })], tools: [tool] },
      "error messages.0.tool_calls.0.function.name: A function's name has 1-64 letters, digits, _ or -.",
    ],
    [
      {
        messages: [calling({ ...call, function: { name: "look_up", arguments: "{'id': 1}" } })],
        tools: [tool],
      },
      "error messages.0.tool_calls.0.function.arguments: The arguments are no JSON.",
    ],
    [
      { messages: [calling({ ...call, function: { name: "other", arguments: "{}" } })], tools: [tool] },
      "warning messages.0.tool_calls.0.function.name: other is not among the row's tools.",
    ],
    [{ messages: [calling(call)] }, "warning tools: The row calls tools but defines none."],
    [{ messages: [user, reply], tools: [] }, "error tools: The tools are no list, or an empty one."],
    [{ messages: [user, reply], tools: [tool, tool] }, "error tools.1: look_up comes twice."],
  ])("finds what is wrong with %j", (row, problem) => {
    expect(problemsOf(row)).toEqual([problem])
  })

  it("warns of rows above 65,536 tokens", () => {
    const long = { role: "user", content: "one two three ".repeat(25_000) }
    expect(problemsOf({ messages: [long, reply] })).toEqual([
      expect.stringMatching(/^warning : The row has about 75\d{3} tokens; beyond 65536 it is cut off\.$/),
    ])
  })

  it("never throws, whatever the row", () => {
    const row = fc.oneof(
      fc.jsonValue(),
      fc.record({
        messages: fc.array(fc.oneof(fc.jsonValue(), fc.constantFrom(user, reply, result, calling(call)))),
      }),
    )
    fc.assert(fc.property(row, (value) => Array.isArray(openaiChatExporter.validateRow(value))))
  })

  it("accepts every row that comes of a conversation whose calls are answered", () => {
    const turn = fc.constantFrom<Message[]>(
      [{ role: "user", content: "Hi" }],
      [{ role: "assistant", content: "ok" }],
      conversation.slice(2, 4),
    )
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
        const { line } = openaiChatExporter.toRow(episode({ messages: turns.flat() }))
        if (line !== null) expect(problemsOf(JSON.parse(line))).toEqual([])
      }),
    )
  })
})

describe("validateLines", () => {
  const line = JSON.stringify(rowOf())

  it("counts rows, bytes and tokens, and finds too few rows and broken lines", async () => {
    const report = await validateLines(openaiChatExporter, [line, "{"])
    expect(report).toMatchObject({ rowCount: 2, byteCount: line.length + 3, errorCount: 2, warningCount: 0 })
    expect(report.tokenCount).toBeGreaterThan(50)
    expect(report.problems).toEqual([
      { line: 2, severity: "error", path: "", message: "The line is no JSON." },
      { line: null, severity: "error", path: "", message: "The file has 2 rows; at least 10 are needed." },
    ])
    expect((await validateLines(openaiChatExporter, Array(10).fill(line))).errorCount).toBe(0)
  })

  it("finds files that are too large", () => {
    const problems = openaiChatExporter.validateFile({ rowCount: 10, byteCount: 6e8, tokenCount: 6e7 })
    expect(problems.map((problem) => problem.severity)).toEqual(["error", "warning"])
  })

  it.skipIf(!dataFolder && !process.env.CI)(
    "passes the 84 solved airline episodes, each trimmed and with its tools (needs WINNOW_TEST_DATA)",
    async () => {
      const input = createReadStream(`${dataFolder}/tau-bench-airline/gpt-4o-airline.json`)
      const tools = JSON.parse(readFileSync(`${dataFolder}/tau-bench-env/airline/tools.json`, "utf8"))
      const lines: string[] = []
      const bare = new ExportNoteTally()
      const tally = new ExportNoteTally()
      for await (const record of tauBenchImporter.read(input, { fileName: "gpt-4o-airline.json" })) {
        if (!record.ok || (record.episode.score ?? 0) < 1) continue
        const { externalId: id, messages } = record.episode
        const row = openaiChatExporter.toRow({ id, messages, tools })
        tally.add(row.notes)
        bare.add(openaiChatExporter.toRow({ id, messages, tools: [] }).notes)
        if (row.line !== null) lines.push(row.line)
      }
      expect(await validateLines(openaiChatExporter, lines)).toMatchObject({ rowCount: 84, problems: [] })
      expect(tally.summarize()).toEqual([
        {
          code: "trimmed",
          rows: 84,
          count: 84,
          sentence: "84 rows cut after the last assistant message; 84 messages left out.",
        },
      ])
      expect(bare.summarize()[1]).toMatchObject({ code: "without_tools", rows: 80, count: 347 })
    },
    10_000,
  )
})
