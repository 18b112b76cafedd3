import type { AssistantMessage, Message } from "@/lib/domain/message"
import type { ExportExample, JsonObject } from "@/lib/exporters/exporter"
import { parseArguments } from "@/lib/exporters/parse-arguments"

interface ChatForm {
  /** `text`: the arguments as the model wrote them; `object`: parsed, for templates that print JSON themselves. */
  arguments: "text" | "object"
  /** The key under which the format takes reasoning. */
  reasoning?: string
  /** Tool messages name their function. */
  namedTools?: boolean
}

/** Messages in the OpenAI form with no keys but those that the format knows. */
export function toChatMessages(messages: readonly Message[], form: ChatForm): JsonObject[] {
  const names = new Map<string, string>()
  return messages.map((message) => {
    if (message.role === "assistant") {
      for (const call of message.tool_calls ?? []) names.set(call.id, call.function.name)
      return toReply(message, form)
    }
    if (message.role !== "tool") return { role: message.role, content: message.content }
    const { tool_call_id, content } = message
    const name = form.namedTools ? (message.name ?? names.get(tool_call_id)) : undefined
    return { role: "tool", tool_call_id, ...(name && { name }), content }
  })
}

function toReply(
  { content, reasoning, tool_calls: calls = [] }: AssistantMessage,
  form: ChatForm,
): JsonObject {
  const toolCalls = calls.map(({ id, function: { name, arguments: text } }) => ({
    id,
    type: "function",
    function: { name, arguments: form.arguments === "object" ? parseArguments(text) : text },
  }))
  return {
    role: "assistant",
    content,
    ...(form.reasoning && reasoning && { [form.reasoning]: reasoning }),
    ...(calls.length > 0 && { tool_calls: toolCalls }),
  }
}

/** The messages of an example where every reply says whether it is trained on, if any of them is not. */
export function toWeightedMessages({ messages, trained }: ExportExample, form: ChatForm): JsonObject[] {
  const isReply = (index: number) => messages[index]?.role === "assistant"
  const isPlain = messages.every((_, index) => !isReply(index) || trained[index])
  const rows = toChatMessages(messages, form)
  if (isPlain) return rows
  return rows.map((row, index) => (isReply(index) ? { ...row, weight: trained[index] ? 1 : 0 } : row))
}

/** Nothing where there are no tools: an empty list is refused. */
export function toolsOf<Tools extends readonly unknown[]>(tools: Tools): { tools?: Tools } {
  return tools.length > 0 ? { tools } : {}
}
