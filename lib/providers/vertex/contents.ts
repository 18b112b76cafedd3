import type { Content, Part, Tool } from "@google/genai"
import type { AssistantMessage, Message, ToolDefinition } from "@/lib/domain/message"

function parseArguments(text: string): Record<string, unknown> {
  const value: unknown = JSON.parse(text)
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : { value }
}

/** A conversation as Gemini has it: neighbours of one role are one content, and a response names its function. */
export function toContents(messages: readonly Message[]): { system: string | null; contents: Content[] } {
  const names = new Map<string, string>()
  const contents: Content[] = []
  let system: string | null = null
  const add = (role: "user" | "model", parts: Part[]) => {
    const last = contents.at(-1)
    if (last?.role === role) last.parts?.push(...parts)
    else contents.push({ role, parts })
  }
  for (const message of messages) {
    if (message.role === "system") system = [system, message.content].filter(Boolean).join("\n\n")
    else if (message.role === "user") add("user", [{ text: message.content }])
    else if (message.role === "tool") {
      const name = names.get(message.tool_call_id) ?? message.name ?? "unknown"
      add("user", [{ functionResponse: { name, response: { content: message.content } } }])
    } else {
      const calls = message.tool_calls ?? []
      for (const call of calls) names.set(call.id, call.function.name)
      add("model", [
        ...(message.content ? [{ text: message.content }] : []),
        ...calls.map((call) => ({
          functionCall: { name: call.function.name, args: parseArguments(call.function.arguments) },
        })),
      ])
    }
  }
  return { system, contents }
}

export function toTools(tools: readonly ToolDefinition[]): Tool[] {
  if (tools.length === 0) return []
  const functionDeclarations = tools.map(({ function: { name, description, parameters } }) => ({
    name,
    ...(description ? { description } : {}),
    ...(parameters ? { parametersJsonSchema: parameters } : {}),
  }))
  return [{ functionDeclarations }]
}

/** A reply of Gemini as one of ours; its calls get ids, of which Gemini has none. `turn` keeps them apart. */
export function toReply(parts: readonly Part[], turn: number): AssistantMessage {
  const spoken = parts.filter((part) => part.text && !part.thought).map((part) => part.text)
  const calls = parts.flatMap(({ functionCall }, index) =>
    functionCall?.name
      ? [
          {
            id: `call_${turn}_${index}`,
            type: "function" as const,
            function: { name: functionCall.name, arguments: JSON.stringify(functionCall.args ?? {}) },
          },
        ]
      : [],
  )
  const content = spoken.length > 0 ? spoken.join("") : null
  return calls.length > 0 ? { role: "assistant", content, tool_calls: calls } : { role: "assistant", content }
}
