import type { AssistantMessage, Message, ToolCall } from "@/lib/domain/message"

function canonicalCall(call: ToolCall): ToolCall {
  const { name, arguments: text } = call.function
  return { id: call.id, type: "function", function: { name, arguments: text } }
}

function canonicalAssistant(message: AssistantMessage): AssistantMessage {
  return {
    role: "assistant",
    content: message.content,
    ...(message.reasoning === undefined ? {} : { reasoning: message.reasoning }),
    ...(message.tool_calls?.length ? { tool_calls: message.tool_calls.map(canonicalCall) } : {}),
  }
}

function orderFields(message: Message): Message {
  switch (message.role) {
    case "system":
    case "user":
      return { role: message.role, content: message.content }
    case "assistant":
      return canonicalAssistant(message)
    case "tool": {
      const { tool_call_id, name, content } = message
      return name === undefined
        ? { role: "tool", tool_call_id, content }
        : { role: "tool", tool_call_id, name, content }
    }
  }
}

/**
 * The one JSON text of a message: known fields only, in a fixed order, without spaces. Equal messages give equal texts, and
 * the text is valid UTF-8 whatever the content (lone surrogates and NUL are escaped).
 */
export function canonicalMessage(message: Message): string {
  return JSON.stringify(orderFields(message))
}

const RESULT_START = '{"role":"tool","tool_call_id":'

/** A tool result's canonical text under another id: what is long in it is not written again. */
function renameResult(text: string, id: string, number: string): string {
  return `${RESULT_START}"${number}"${text.slice(RESULT_START.length + JSON.stringify(id).length)}`
}

/**
 * What the content hash of an episode is taken over: its canonical messages, one a line, with tool call ids replaced by
 * their order, because providers draw those at random. `texts` are the canonical messages where they are at hand.
 */
export function hashableConversation(
  messages: readonly Message[],
  texts: readonly string[] = messages.map(canonicalMessage),
): string {
  const numbers = new Map<string, string>()
  const numberOf = (id: string): string => {
    if (!numbers.has(id)) numbers.set(id, String(numbers.size))
    return numbers.get(id) as string
  }
  const lines = messages.map((message, index) => {
    const text = texts[index] as string
    if (message.role === "tool")
      return renameResult(text, message.tool_call_id, numberOf(message.tool_call_id))
    if (message.role !== "assistant" || !message.tool_calls) return text
    const calls = message.tool_calls.map((call) => ({ ...call, id: numberOf(call.id) }))
    return canonicalMessage({ ...message, tool_calls: calls })
  })
  return lines.join("\n")
}
