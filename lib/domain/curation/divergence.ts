import type { Message, ToolCall } from "@/lib/domain/message"

/** Why two episodes of one task give no pair. */
export const NO_CUT_REASONS = ["same", "observation", "start", "ended"] as const

export type NoCutReason = (typeof NO_CUT_REASONS)[number]

/** `step` is the index of the first reply that differs. */
export type Cut = { ok: true; step: number } | { ok: false; reason: NoCutReason }

/**
 * The first step in which two episodes differ, if both replied there after the same messages. Not if the environment said different
 * things first (`observation`), one was over (`ended`), both are alike (`same`), or nothing was said before (`start`).
 */
export function findCut(left: readonly Message[], right: readonly Message[]): Cut {
  const leftKey = stepKeys()
  const rightKey = stepKeys()
  for (let step = 0; step < Math.max(left.length, right.length); step++) {
    const [one, other] = [left[step], right[step]]
    if (!one || !other) return { ok: false, reason: "ended" }
    if (leftKey(one) === rightKey(other)) continue
    if (one.role !== "assistant" || other.role !== "assistant") return { ok: false, reason: "observation" }
    return step === 0 ? { ok: false, reason: "start" } : { ok: true, step }
  }
  return { ok: false, reason: "same" }
}

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
  const callKey = ({ id, function: { name, arguments: text } }: ToolCall) => [
    numberOf(id),
    name,
    normaliseArguments(text),
  ]
  return (message) => {
    const { role, content } = message
    if (role === "tool") return JSON.stringify([role, numberOf(message.tool_call_id), content])
    const calls = role === "assistant" ? (message.tool_calls ?? []).map(callKey) : []
    return JSON.stringify([role, content ?? "", calls])
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
