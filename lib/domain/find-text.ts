import type { Message } from "@/lib/domain/message"

/** Finds a text as it is written, in any case; start and end of a match are those of the text itself. */
export function findPattern(text: string): RegExp {
  return new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu")
}

/** How often a pattern of `findPattern` is in what a message says. */
export function countMatches(message: Message, pattern: RegExp): number {
  return readableTexts(message).reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0)
}

/** What can be read of a message, in the order it is read: reasoning, words, and each call as `find`, `q: "x"`. */
export function readableTexts(message: Message): string[] {
  if (message.role !== "assistant") return [message.content]
  const calls = (message.tool_calls ?? []).flatMap((call) => [
    call.function.name,
    ...argumentTexts(call.function.arguments),
  ])
  return [message.reasoning ?? "", message.content ?? "", ...calls]
}

function argumentTexts(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== "object" || value === null || Array.isArray(value)) return [text]
    return Object.entries(value).map(([name, argument]) => `${name}: ${JSON.stringify(argument)}`)
  } catch (error) {
    if (error instanceof SyntaxError) return [text]
    throw error
  }
}
