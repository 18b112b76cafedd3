import { z } from "zod"
import { toolDefinitionSchema } from "@/lib/contracts/message"
import { defineRoute } from "@/lib/contracts/route"

/** Text, or parts of which each is text. */
const contentSchema = z.union(
  [
    z.string(),
    z
      .array(z.object({ type: z.literal("text"), text: z.string() }))
      .transform((parts) => parts.map(({ text }) => text).join("")),
  ],
  "must be text",
)

const callSchema = z.object({
  id: z.string().max(200),
  type: z.literal("function"),
  function: z.object({ name: z.string().max(200), arguments: z.string() }),
})

const messageSchema = z.discriminatedUnion("role", [
  z.object({ role: z.literal("system"), content: contentSchema }),
  z
    .object({ role: z.literal("developer"), content: contentSchema })
    .transform(({ content }) => ({ role: "system" as const, content })),
  z.object({ role: z.literal("user"), content: contentSchema }),
  z
    .object({
      role: z.literal("assistant"),
      content: contentSchema.nullish(),
      tool_calls: z.array(callSchema).max(1000).nullish(),
    })
    .transform(({ role, content, tool_calls }) => {
      return { role, content: content ?? null, ...(tool_calls?.length ? { tool_calls } : {}) }
    }),
  z.object({ role: z.literal("tool"), tool_call_id: z.string().max(200), content: contentSchema }),
])

export const chatCompletionSchema = z.object({
  id: z.string(),
  object: z.literal("chat.completion"),
  /** Seconds since 1970. */
  created: z.int(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.int(),
      message: z.object({
        role: z.literal("assistant"),
        content: z.string().nullable(),
        tool_calls: z.array(callSchema).optional(),
      }),
      finish_reason: z.enum(["stop", "tool_calls"]),
    }),
  ),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int(), total_tokens: z.int() }),
})

export type ChatCompletion = z.infer<typeof chatCompletionSchema>

export const createChatCompletion = defineRoute({
  id: "chat.complete",
  method: "POST",
  path: "/api/v1/chat/completions",
  summary:
    "Ask a student or a scripted policy as OpenAI's chat completions would be asked, also at /v1/chat/completions; `stream` answers server-sent events",
  tag: "Chat",
  permission: "workspace.read",
  input: z.object({
    /** The name of a model of this workspace. */
    model: z.string().min(1).max(200),
    messages: z.array(messageSchema).min(1).max(10_000),
    tools: z.array(toolDefinitionSchema).max(1000).nullish(),
    temperature: z.number().min(0).max(2).nullish(),
    seed: z.int().nullish(),
    n: z.literal(1, "Only one choice can be asked for.").nullish(),
    stream: z.boolean().nullish(),
    stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
  }),
  output: chatCompletionSchema,
})
