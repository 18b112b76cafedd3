import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { AssistantMessage } from "@/lib/domain/message"
import { createMemoryIndex } from "@/lib/domain/retrieval/memory-index"
import { MultihopSession } from "./session"

const INDEX = createMemoryIndex([
  { title: "Ada Mor", text: "Ada Mor is a painter. Ada Mor was born in Sulna." },
  { title: "Sulna", text: "Sulna lies on the Oder." },
  { title: "Oder", text: "The Oder is a river." },
])

const QUESTION = {
  question: "Which river flows through the town where Ada Mor was born?",
  answer: "The Oder",
  titles: ["Ada Mor", "Sulna"],
}

function open(maxSteps = 20) {
  return new MultihopSession({ question: QUESTION, index: INDEX, signal: undefined, maxSteps })
}

function call(name: string, args: unknown, id = "a"): NonNullable<AssistantMessage["tool_calls"]>[number] {
  const text = typeof args === "string" ? args : JSON.stringify(args)
  return { id, type: "function", function: { name, arguments: text } }
}

function reply(...calls: NonNullable<AssistantMessage["tool_calls"]>): AssistantMessage {
  return { role: "assistant", content: null, tool_calls: calls }
}

describe("a session", () => {
  test("opens with the question", () => {
    expect(open().messages.map(({ role }) => role)).toEqual(["system", "user"])
    expect(open().messages[1]?.content).toBe(`Question: ${QUESTION.question}`)
  })

  test("shows titles with the line that fits, articles, and that a note was taken", async () => {
    const session = open()
    const found = await session.step(reply(call("search", { query: "where was Ada Mor born" })))
    expect(found.messages).toEqual([
      { role: "tool", tool_call_id: "a", content: "1. Ada Mor\n   Ada Mor was born in Sulna." },
    ])
    const read = await session.step(reply(call("read", { title: "ada mor" })))
    expect(read.messages[0]?.content).toBe("Ada Mor\n\nAda Mor is a painter. Ada Mor was born in Sulna.")
    const noted = await session.step(reply(call("note", { text: "Sulna" })))
    expect(noted.messages[0]?.content).toBe("Noted.")
  })

  test("says so when nothing matches and when there is no such article", async () => {
    const session = open()
    const found = await session.step(reply(call("search", { query: "the of" })))
    expect(found.messages[0]?.content).toBe("No article matches.")
    const read = await session.step(reply(call("read", { title: "Nowhere" })))
    expect(read.messages[0]?.content).toContain('no article called "Nowhere"')
  })

  test("ends with the answer, scored by F1, success being an exact match", async () => {
    const session = open()
    await session.step(reply(call("read", { title: "Ada Mor" })))
    await session.step(reply(call("read", { title: "Sulna" })))
    const { done, reward } = await session.step(reply(call("answer", { answer: "oder." })))
    expect(reward).toBe(1)
    expect(done).toEqual({
      score: 1,
      success: true,
      metrics: { f1: 1, exactMatch: 1, titleRecallAt5: 1, steps: 3, unusableReplies: 0 },
      stopReason: "completed",
    })
  })

  test("gives F1 but no success for an answer that only contains the right one", async () => {
    const { done } = await open().step(reply(call("answer", { answer: "river Oder" })))
    expect(done).toMatchObject({
      score: 2 / 3,
      success: false,
      metrics: { exactMatch: 0, titleRecallAt5: 0 },
    })
  })

  test("carries out only the first of ten parallel calls and answers them all", async () => {
    const calls = Array.from({ length: 10 }, (_, index) =>
      call("search", { query: "river" }, `call-${index}`),
    )
    const { messages } = await open().step(reply(...calls))
    expect(messages.map((message) => (message.role === "tool" ? message.tool_call_id : ""))).toEqual(
      calls.map(({ id }) => id),
    )
    expect(messages.filter((message) => message.content?.startsWith("Error:"))).toHaveLength(9)
  })

  test("ends at the step limit with score 0", async () => {
    const session = open(2)
    await session.step(reply(call("search", { query: "river" })))
    const { done } = await session.step(reply(call("search", { query: "river" })))
    expect(done).toMatchObject({ stopReason: "max_steps", score: 0, success: false, metrics: { steps: 2 } })
  })
})

describe("an unusable reply", () => {
  test.each([
    ["text only", { role: "assistant", content: "The Oder." } satisfies AssistantMessage, "parse_error"],
    ["an unknown tool", reply(call("fly", { query: "x" })), "invalid_action"],
    ["no argument", reply(call("search", {})), "invalid_action"],
    ["an argument that is no text", reply(call("read", { title: 7 })), "invalid_action"],
    ["broken JSON", reply(call("answer", '{"answer":')), "parse_error"],
    ["no object", reply(call("answer", "[1]")), "parse_error"],
    ["a tool name of 200 kB", reply(call("x".repeat(200_000), {})), "invalid_action"],
  ] as const)(
    "of the kind %s is explained briefly and stops at the third in a row",
    async (_, given, stopReason) => {
      const session = open()
      const first = await session.step(given)
      expect(first.messages[0]?.content).toMatch(/^Error: /)
      expect(first.messages[0]?.content?.length).toBeLessThan(300)
      await session.step(given)
      const { done } = await session.step(given)
      expect(done).toMatchObject({ stopReason, score: 0, success: false, metrics: { unusableReplies: 3 } })
    },
  )

  test("is forgiven by a usable one", async () => {
    const session = open()
    const silence: AssistantMessage = { role: "assistant", content: null }
    for (const given of [silence, silence, reply(call("note", { text: "x" })), silence, silence]) {
      expect((await session.step(given)).done).toBeUndefined()
    }
  })
})

test.each([
  ["search", "query"],
  ["read", "title"],
  ["note", "text"],
])("%s survives an argument of 200 kB with a short answer", async (tool, argument) => {
  const { messages, done } = await open().step(reply(call(tool, { [argument]: "oder ".repeat(40_000) })))
  expect(messages[0]?.content?.length).toBeLessThan(300)
  expect(done).toBeUndefined()
})

test("never throws and always ends, whatever the model writes", async () => {
  const tool = fc.record({
    id: fc.string(),
    type: fc.constant("function" as const),
    function: fc.record({
      name: fc.constantFrom("search", "read", "note", "answer", "x"),
      arguments: fc.oneof(
        fc.json(),
        fc.string(),
        fc.string().map((query) => JSON.stringify({ query, title: query })),
      ),
    }),
  })
  const anything = fc.record({
    content: fc.oneof(fc.constant(null), fc.string()),
    tool_calls: fc.oneof(fc.constant(undefined), fc.anything(), fc.array(fc.oneof(tool, fc.anything()))),
  })
  await fc.assert(
    fc.asyncProperty(anything, async (nonsense) => {
      const session = open()
      const given = { role: "assistant", ...nonsense } as AssistantMessage
      for (let step = 0; step < 20; step++) if ((await session.step(given)).done) return
      expect.unreachable()
    }),
    { numRuns: 200 },
  )
})
