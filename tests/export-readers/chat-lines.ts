import { z } from "zod"
import { type Event, type Reading, refuse, textEvent } from "@/tests/export-readers/reading"

/** A second opinion on chat lines, written from the providers' pages and schemas alone. */

const FUNCTION_NAME = /^[a-zA-Z0-9_-]{1,64}$/
const jsonText = z.string().refine((text) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}, "the arguments are no JSON")
const toolCall = z.strictObject({
  id: z.string().min(1),
  type: z.literal("function"),
  function: z.strictObject({ name: z.string().regex(FUNCTION_NAME), arguments: jsonText }),
})
const tools = z
  .array(
    z.strictObject({
      type: z.literal("function"),
      function: z.strictObject({
        name: z.string().regex(FUNCTION_NAME),
        description: z.string().optional(),
        parameters: z.record(z.string(), z.unknown()).optional(),
        strict: z.boolean().optional(),
      }),
    }),
  )
  .min(1)
const weight = z.union([z.literal(0), z.literal(1)]).optional()

/** `reasoningKey`: the key that the provider documents, none for OpenAI. */
export function chatMessages(reasoningKey?: "reasoning" | "reasoning_content") {
  const reasoning = reasoningKey ? { [reasoningKey]: z.string().optional() } : {}
  const reply = z
    .strictObject({
      role: z.literal("assistant"),
      content: z.string().nullable().optional(),
      tool_calls: z.array(toolCall).min(1).optional(),
      weight,
      ...reasoning,
    })
    .refine((message) => message.content || message.tool_calls, "a reply without content and calls")
  return z.array(
    z.union([
      z.strictObject({ role: z.enum(["system", "user"]), content: z.string() }),
      z.strictObject({ role: z.literal("tool"), tool_call_id: z.string(), content: z.string() }),
      reply,
    ]),
  )
}

type Messages = z.infer<ReturnType<typeof chatMessages>>

export const openaiRow = z.strictObject({ messages: chatMessages().min(1), tools: tools.optional() })
const togetherRow = z.strictObject({
  messages: chatMessages("reasoning").min(1),
  tools: tools.optional(),
  weight: z.number().min(0),
})
const fireworksRow = z.strictObject({
  messages: chatMessages("reasoning_content").min(1),
  tools: tools.optional(),
  weight: z.number(),
})

export function readOpenaiChat(line: unknown): Reading {
  const row = openaiRow.parse(line)
  return { ...readConversation(row.messages), tools: readTools(row.tools) }
}

export function readTogether(line: unknown): Reading {
  const row = togetherRow.parse(line)
  requireTurns(row.messages)
  return { ...readConversation(row.messages), tools: readTools(row.tools), weight: row.weight }
}

export function readFireworks(line: unknown): Reading {
  const row = fireworksRow.parse(line)
  if (row.messages.slice(1).some(({ role }) => role === "system"))
    refuse("a system message that is not the first")
  return { ...readConversation(row.messages), tools: readTools(row.tools), weight: row.weight }
}

const preferenceAnswer = chatMessages().length(1)
const preferenceRow = z.strictObject({
  input: z.strictObject({ messages: chatMessages().min(1), tools: tools.optional() }),
  preferred_output: preferenceAnswer,
  non_preferred_output: preferenceAnswer,
})

/** The preference rows of OpenAI, Together and Fireworks: both conversations and the names of the tools. */
export function readPreference(line: unknown): { chosen: Event[]; rejected: Event[]; tools: string[] } {
  const row = preferenceRow.parse(line)
  const read = (answer: Messages) => readConversation([...row.input.messages, ...answer]).events
  return {
    chosen: read(row.preferred_output),
    rejected: read(row.non_preferred_output),
    tools: readTools(row.input.tools),
  }
}

function readTools(list: z.infer<typeof tools> | undefined): string[] {
  const names = (list ?? []).map((tool) => tool.function.name)
  if (new Set(names).size < names.length) refuse("two tools of one name")
  return names
}

function readConversation(messages: Messages): Pick<Reading, "events" | "trainedReplies"> {
  const pending = new Set<string>()
  const events = messages.flatMap((message): Event[] => {
    if (message.role === "tool") {
      if (!pending.delete(message.tool_call_id)) refuse("an answer without a call")
      return textEvent("tool", message.content)
    }
    if (pending.size > 0) refuse("a call without an answer")
    if (message.role !== "assistant") return textEvent(message.role, message.content)
    const calls = message.tool_calls ?? []
    for (const { id } of calls) {
      if (pending.has(id)) refuse("two calls of one id")
      pending.add(id)
    }
    return [
      ...textEvent("assistant", message.content ?? ""),
      ...calls.map((call) => ({ call: call.function.name, arguments: JSON.parse(call.function.arguments) })),
    ]
  })
  const replies = messages.filter((message) => message.role === "assistant")
  const trainedReplies = replies.filter((reply) => reply.weight !== 0).length
  if (trainedReplies === 0) refuse("nothing to train on")
  if (messages.at(-1)?.role !== "assistant") refuse("the last message is not the assistant's")
  return { events, trainedReplies }
}

/** Together: a system message or the user first, then user and assistant in turn; tool messages stand between replies. */
function requireTurns(messages: Messages): void {
  const turns = messages[0]?.role === "system" ? messages.slice(1) : messages
  let before = "assistant"
  for (const [index, { role }] of turns.entries()) {
    if (index === 0 && role !== "user") refuse("does not start with the user")
    if (role === "system") refuse("a system message that is not the first")
    if (role === "user" && before !== "assistant") refuse("two turns of the user")
    if (role === "assistant" && before === "assistant") refuse("two turns of the assistant")
    before = role
  }
}

const recordedRow = z.strictObject({
  id: z.string(),
  task: z.string().nullable(),
  split: z.string().nullable(),
  weight: z.number().min(0),
  messages: z.array(
    z.union([
      z.strictObject({ role: z.enum(["system", "user"]), content: z.string() }),
      z.strictObject({
        role: z.literal("tool"),
        tool_call_id: z.string(),
        name: z.string().optional(),
        content: z.string(),
      }),
      z.strictObject({
        role: z.literal("assistant"),
        content: z.string().nullable(),
        reasoning: z.string().optional(),
        tool_calls: z
          .array(
            z.strictObject({
              id: z.string(),
              type: z.literal("function"),
              function: z.strictObject({ name: z.string(), arguments: z.string() }),
            }),
          )
          .optional(),
      }),
    ]),
  ),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).optional(),
  masked: z.array(z.number()).min(1).optional(),
})

/** Whatever was recorded, also what no provider would take. */
export function readMessages(line: unknown): Reading {
  const { messages, tools: known = [], masked = [], weight } = recordedRow.parse(line)
  const events = messages.flatMap((message): Event[] => {
    if (message.role !== "assistant") return textEvent(message.role, message.content)
    const calls = (message.tool_calls ?? []).map(({ function: called }) => ({
      call: called.name,
      arguments: jsonText.safeParse(called.arguments).success
        ? (JSON.parse(called.arguments) as unknown)
        : called.arguments,
    }))
    return [...textEvent("assistant", message.content ?? ""), ...calls]
  })
  const trainedReplies = messages.filter(
    ({ role }, at) => role === "assistant" && !masked.includes(at),
  ).length
  return { events, tools: known.map((tool) => tool.function.name), trainedReplies, weight }
}
