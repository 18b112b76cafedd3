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
        arguments: JSON.parse(call.function.arguments) as unknown,
      })),
    ]
  })
}
