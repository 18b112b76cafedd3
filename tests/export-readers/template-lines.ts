import { z } from "zod"
import { type Event, type Reading, refuse, textEvent } from "@/tests/export-readers/reading"

/** A second opinion on files for chat templates (TRL, Axolotl, Tinker), written from their documentation alone. */

const anyTool = z.strictObject({
  name: z.string(),
  description: z.string().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  strict: z.boolean().optional(),
})
const toolText = z.string().transform((text) => {
  const list = z.array(z.strictObject({ type: z.literal("function"), function: anyTool })).min(1)
  return list.parse(JSON.parse(text)).map((tool) => tool.function.name)
})

function call<Arguments extends z.ZodType>(argumentsSchema: Arguments) {
  return z.strictObject({
    id: z.string(),
    type: z.literal("function"),
    function: z.strictObject({ name: z.string(), arguments: argumentsSchema }),
  })
}

const objectCall = call(z.record(z.string(), z.unknown()))
const textCall = call(z.string().transform((text): unknown => JSON.parse(text)))

function messagesOf<Call extends z.ZodType>(callSchema: Call, flags: Record<string, z.ZodType>) {
  return z.array(
    z.union([
      z.strictObject({ role: z.enum(["system", "user"]), content: z.string(), ...flags }),
      z.strictObject({
        role: z.literal("tool"),
        tool_call_id: z.string(),
        name: z.string().optional(),
        content: z.string(),
        ...flags,
      }),
      z.strictObject({
        role: z.literal("assistant"),
        content: z.union([z.string(), z.null(), z.array(z.unknown())]),
        reasoning_content: z.string().optional(),
        tool_calls: z.array(callSchema).min(1).optional(),
        ...flags,
      }),
    ]),
  )
}

type Call = { function: { name: string; arguments: unknown } }
type AnyMessage = { role: "system" | "user" | "assistant" | "tool"; content: unknown; tool_calls?: Call[] }

function eventsOf(messages: readonly AnyMessage[]): Event[] {
  return messages.flatMap((message) => [
    ...textEvent(message.role, readContent(message.content)),
    ...(message.tool_calls ?? []).map((one) => ({
      call: one.function.name,
      arguments: one.function.arguments,
    })),
  ])
}

const parts = z.array(
  z.union([
    z.strictObject({ type: z.literal("text"), text: z.string() }),
    z.strictObject({ type: z.literal("thinking"), thinking: z.string() }),
  ]),
)

function readContent(content: unknown): string {
  if (content === null) return ""
  if (typeof content === "string") return content
  return parts
    .parse(content)
    .map((part) => ("text" in part ? part.text : ""))
    .join("")
}

function requireEnd(messages: readonly AnyMessage[]): void {
  if (messages.at(-1)?.role !== "assistant") refuse("the last message is not the assistant's")
}

const trlMessages = messagesOf(objectCall, {})

export function readTrlConversational(line: unknown): Reading {
  const row = z.strictObject({ messages: trlMessages, tools: toolText.optional() }).parse(line)
  const messages = row.messages as AnyMessage[]
  requireEnd(messages)
  return { events: eventsOf(messages), tools: row.tools ?? [], trainedReplies: null }
}

export function readTrlPromptCompletion(line: unknown): Reading {
  const schema = z.strictObject({
    prompt: trlMessages,
    completion: trlMessages.min(1),
    tools: toolText.optional(),
  })
  const row = schema.parse(line)
  const completion = row.completion as AnyMessage[]
  if (completion[0]?.role !== "assistant") refuse("the completion does not start with a reply")
  requireEnd(completion)
  return {
    events: eventsOf([...(row.prompt as AnyMessage[]), ...completion]),
    tools: row.tools ?? [],
    trainedReplies: completion.filter(({ role }) => role === "assistant").length,
  }
}

export function readTrlPreference(line: unknown): { chosen: Event[]; rejected: Event[]; tools: string[] } {
  const answer = trlMessages.min(1)
  const row = z
    .strictObject({ prompt: trlMessages, chosen: answer, rejected: answer, tools: toolText.optional() })
    .parse(line)
  const read = (end: typeof row.chosen) => eventsOf([...row.prompt, ...end] as AnyMessage[])
  return { chosen: read(row.chosen), rejected: read(row.rejected), tools: row.tools ?? [] }
}

const axolotlTool = z.strictObject({
  type: z.literal("function"),
  function: anyTool.extend({
    parameters: z
      .string()
      .transform((text) => z.record(z.string(), z.unknown()).parse(JSON.parse(text)))
      .optional(),
  }),
})

export function readAxolotl(line: unknown): Reading {
  const row = z
    .strictObject({
      messages: messagesOf(textCall, { train: z.boolean() }),
      tools: z.array(axolotlTool).optional(),
    })
    .parse(line)
  const messages = row.messages as (AnyMessage & { train: boolean })[]
  requireEnd(messages)
  const trainedReplies = messages.filter(({ role, train }) => role === "assistant" && train).length
  if (!messages.at(-1)?.train && trainedReplies === 0) refuse("nothing to train on")
  return {
    events: eventsOf(messages),
    tools: (row.tools ?? []).map((tool) => tool.function.name),
    trainedReplies,
  }
}

export function readTinker(line: unknown): Reading {
  const schema = messagesOf(textCall, { trainable: z.boolean() })
  const row = z.strictObject({ messages: schema, tools: z.array(anyTool).min(1).optional() }).parse(line)
  const messages = row.messages as (AnyMessage & { trainable: boolean })[]
  if (messages.some(({ content }) => content === null)) refuse("content has to be text or parts")
  return {
    events: eventsOf(messages),
    tools: (row.tools ?? []).map((tool) => tool.name),
    trainedReplies: messages.filter(({ role, trainable }) => role === "assistant" && trainable).length,
  }
}
