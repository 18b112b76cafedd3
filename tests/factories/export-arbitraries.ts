import fc from "fast-check"
import type { Message, ToolCall, ToolDefinition } from "@/lib/domain/message"
import type { ExportEpisode } from "@/lib/exporters/exporter"

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }),
  fc.constantFrom("", "line\nbreak", '{"a":1}', "\u2028", "</s>"),
)
const name = fc.oneof({ weight: 8, arbitrary: fc.constantFrom("find", "book") }, fc.constant("no name"))
const goodArguments = fc
  .dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 })
  .map((value) => JSON.stringify(value))
const anyArguments = fc.oneof(
  { weight: 12, arbitrary: goodArguments },
  fc.constantFrom('{"order": 12345678901234567890}', "{'id': 1}", "[1]", '"text"'),
)

function callOf(id: string): fc.Arbitrary<ToolCall> {
  return fc.record({
    id: fc.constant(id),
    type: fc.constant("function" as const),
    function: fc.record({ name, arguments: anyArguments }),
  })
}

const reply = fc.record({
  role: fc.constant("assistant" as const),
  content: fc.oneof(text, fc.constant(null)),
  reasoning: fc.option(text, { nil: undefined, freq: 4 }),
})

/** A reply that calls one or two tools; now and then an answer is missing. */
const calling = fc
  .tuple(reply, callOf("a"), callOf("b"), fc.boolean(), text, fc.nat(9))
  .map((parts): Message[] => {
    const [said, first, second, isDouble, answer, missing] = parts
    const calls = isDouble ? [first, second] : [first]
    const answers = calls.map((call): Message => ({ role: "tool", tool_call_id: call.id, content: answer }))
    return [{ ...said, tool_calls: calls }, ...(missing === 0 ? answers.slice(1) : answers)]
  })

const turn = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(text, reply).map(([content, said]): Message[] => [{ role: "user", content }, said]),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(text, calling, reply)
      .map(([content, called, said]): Message[] => [{ role: "user", content }, ...called, said]),
  },
  { weight: 1, arbitrary: calling },
  { weight: 1, arbitrary: fc.constant<Message[]>([{ role: "system", content: "Be brief." }]) },
  { weight: 1, arbitrary: fc.constant<Message[]>([{ role: "tool", tool_call_id: "z", content: "whose?" }]) },
  { weight: 1, arbitrary: text.map((content): Message[] => [{ role: "user", content }]) },
  { weight: 1, arbitrary: reply.map((said): Message[] => [said]) },
)

const tool: ToolDefinition = {
  type: "function",
  function: {
    name: "find",
    description: "Finds.",
    parameters: {
      type: "object",
      properties: {
        q: { type: ["string", "null"] },
        size: { enum: [1, 2] },
        kind: { enum: ["a", "b"] },
        more: {
          type: "array",
          items: { anyOf: [{ type: "string" }, { type: "object", additionalProperties: false }] },
        },
      },
      required: ["q"],
      additionalProperties: false,
      $schema: "https://json-schema.org/draft/2020-12/schema",
    },
    strict: true,
  },
}
const book: ToolDefinition = { type: "function", function: { name: "book" } }

/** Conversations of every shape, sound and broken, with masks, weights and tools. */
export const exportEpisode: fc.Arbitrary<ExportEpisode> = fc
  .record({
    system: fc.option(text, { nil: null }),
    turns: fc.array(turn, { maxLength: 6 }),
    tools: fc.constantFrom([], [tool, book], [tool, tool]),
    masks: fc.oneof(
      { weight: 3, arbitrary: fc.constant<number[]>([]) },
      fc.array(fc.nat(12), { maxLength: 2 }),
    ),
    weight: fc.constantFrom(1, 0.5, 3),
  })
  .map(({ system, turns, tools, masks, weight }) => {
    const messages = [
      ...(system === null ? [] : [{ role: "system" as const, content: system }]),
      ...turns.flat(),
    ]
    const maskedSteps = masks.filter((step) => messages[step]?.role === "assistant")
    return { id: "episode", messages, tools, maskedSteps, weight }
  })

/** What two attempts at one task have in common: a question, and maybe a call with its answer. */
export const exportPrompt: fc.Arbitrary<Message[]> = fc
  .tuple(text, fc.option(calling, { nil: [] }))
  .map(([content, called]): Message[] => [{ role: "user", content }, ...called])

/** The first step in which they differ; now and then more or less than one reply. */
export const exportAnswer: fc.Arbitrary<Message[]> = fc.oneof(
  { weight: 5, arbitrary: reply.map((said): Message[] => [said]) },
  { weight: 2, arbitrary: calling.map((called) => called.slice(0, 1)) },
  { weight: 1, arbitrary: fc.array(reply, { maxLength: 2 }) },
)
