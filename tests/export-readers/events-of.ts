import type { Message } from "@/lib/domain/message"
import { type Event, textEvent } from "@/tests/export-readers/reading"

/** What a row of these messages has to say. LLaMA-Factory has no place for text beside tool calls. */
export function eventsOf(messages: readonly Message[], format: string): Event[] {
  return messages.flatMap((message): Event[] => {
    if (message.role !== "assistant") return textEvent(message.role, message.content)
    const calls = message.tool_calls ?? []
    const isTextLost = format === "llama-factory" && calls.length > 0
    return [
      ...(isTextLost ? [] : textEvent("assistant", message.content ?? "")),
      ...calls.map((call) => ({
        call: call.function.name,
        arguments: readArguments(call.function.arguments, format),
      })),
    ]
  })
}

/** Messages as recorded keep what is no JSON. */
function readArguments(text: string, format: string): unknown {
  if (format !== "messages") return JSON.parse(text)
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return text
    throw error
  }
}
