import type { Message, ToolCall } from "@/lib/domain/message"

/**
 * A text for each message of one conversation in turn, equal for messages that do the same: reasoning, the names of call ids, and
 * the spacing and field order of arguments do not count.
 */
export function stepKeys(): (message: Message) => string {
  const numbers = new Map<string, number>()
  const numberOf = (id: string): number => {
    const known = numbers.get(id) ?? numbers.size
    numbers.set(id, known)
    return known
  }
  return (message) => {
    const { role, content } = message
    if (role === "tool") return JSON.stringify([role, numberOf(message.tool_call_id), content])
    const calls =
      role === "assistant" ? (message.tool_calls ?? []).map((call) => [numberOf(call.id), callKey(call)]) : []
    return JSON.stringify([role, content ?? "", calls])
  }
}

/** A text that is equal for calls of the same tool with the same arguments, however these are spaced and ordered. */
export function callKey({ function: { name, arguments: text } }: Pick<ToolCall, "function">): string {
  return JSON.stringify([name, normaliseArguments(text)])
}

function normaliseArguments(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
      value !== null && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    )
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
