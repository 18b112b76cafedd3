import type { Message } from "@/lib/domain/message"

/** Longer episodes are compared by their first so many tokens. */
export const MOST_TOKENS = 2000

/**
 * What an episode did, as words: of every tool call its name and its arguments, field by field in the order of their names; of an episode
 * without calls, the text of its replies. Lower case, and every word with a digit in it is `#`: numbers and ids do not tell two
 * attempts apart.
 */
export function actionTokens(messages: readonly Message[]): string[] {
  const replies = messages.filter((message) => message.role === "assistant")
  const calls = replies.flatMap(({ tool_calls: called }) => called ?? [])
  const parts =
    calls.length > 0
      ? calls.map(({ function: { name, arguments: text } }) => [name, ...argumentWords(text)])
      : replies.map(({ content }) => wordsOf(content ?? ""))
  const tokens: string[] = []
  for (const part of parts) {
    for (const token of part) tokens.push(token)
    tokens.push(";")
    if (tokens.length >= MOST_TOKENS) return tokens.slice(0, MOST_TOKENS)
  }
  // Nothing was said or called: nothing to compare.
  return parts.some((part) => part.length > 0) ? tokens : []
}

function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.map((word) => (/\p{N}/u.test(word) ? "#" : word))
}

function argumentWords(text: string): string[] {
  try {
    return valueWords(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return wordsOf(text)
    throw error
  }
}

function valueWords(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(valueWords)
  if (value === null || typeof value !== "object") return wordsOf(String(value))
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([name, inner]) => [`${name}=`, ...valueWords(inner)])
}
