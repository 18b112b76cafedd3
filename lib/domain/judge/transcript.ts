import type { Message } from "@/lib/domain/message"

/** What a judge may be told of an episode beside its messages. */
export const REVEALS = ["score", "labels", "model", "reasoning", "task"] as const

export type Reveal = (typeof REVEALS)[number]

/** Facts by name, none of them unless the judge's reveals ask for it. */
export type RevealedFacts = Partial<Record<Exclude<Reveal, "reasoning">, unknown>>

function withoutReasoning(message: Message): Message {
  if (message.role !== "assistant") return message
  const { reasoning: _, ...said } = message
  return said
}

/**
 * An episode as one line of JSON per message, numbered: line breaks inside a message are escaped, so no message can pass for
 * another one. Facts that were chosen come first, in a line of their own.
 */
export function writeTranscript(
  messages: readonly Message[],
  facts: RevealedFacts,
  reveals: readonly Reveal[],
): string {
  const shown = reveals.includes("reasoning") ? messages : messages.map(withoutReasoning)
  const known = Object.keys(facts).length > 0 ? [JSON.stringify({ facts })] : []
  return [...known, ...shown.map((message, step) => JSON.stringify({ step, ...message }))].join("\n")
}
