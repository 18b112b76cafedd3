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

/** What the calls of a turn were handed, by name: several calls with one name of an argument share its entry. Reads a turn's key. */
export function keyArguments(turnKey: string): Map<string, string> {
  const values = new Map<string, string>()
  for (const call of JSON.parse(turnKey) as string[]) {
    const [, text] = JSON.parse(call) as [string, string]
    for (const [name, value] of Object.entries(toFields(text))) {
      const shown = typeof value === "string" ? value : JSON.stringify(value)
      values.set(name, values.has(name) ? `${values.get(name)}, ${shown}` : shown)
    }
  }
  return values
}

function toFields(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text)
    return parsed !== null && typeof parsed === "object" ? parsed : { arguments: parsed }
  } catch (error) {
    if (error instanceof SyntaxError) return { arguments: text }
    throw error
  }
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
