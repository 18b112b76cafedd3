import { callKey } from "@/lib/domain/action-key"
import type { Message } from "@/lib/domain/message"

/** A message, or an assistant's tool calls with their results: steps `from` to `to` inclusive. */
export interface Turn {
  from: number
  to: number
  kind: "heard" | "said" | "called"
  /** The tools called, empty for words. */
  tools: string[]
  /** Equal for turns that do the same: calls by tool and arguments, words by their text. */
  key: string
}

/** The turns of an episode in order. Results that follow a call belong to it. */
export function toTurns(messages: readonly Message[]): Turn[] {
  const turns: Turn[] = []
  messages.forEach((message, idx) => {
    const last = turns.at(-1)
    if (message.role === "tool" && last?.kind === "called") last.to = idx
    else turns.push(toTurn(message, idx))
  })
  return turns
}

function toTurn(message: Message, idx: number): Turn {
  const at = { from: idx, to: idx }
  const calls = message.role === "assistant" ? (message.tool_calls ?? []) : []
  if (calls.length > 0) {
    const key = JSON.stringify(calls.map(callKey))
    return { ...at, kind: "called", tools: calls.map((call) => call.function.name), key }
  }
  const kind = message.role === "assistant" ? "said" : "heard"
  return { ...at, kind, tools: [], key: `${message.role} ${(message.content ?? "").trim()}` }
}
