import { callKey } from "@/lib/domain/action-key"
import type { AssistantMessage, Message, ToolCall } from "@/lib/domain/message"
import { parseReactTurn } from "@/lib/domain/react-turn"

/** A message, or an assistant's tool calls with the results that follow: steps `from` to `to` inclusive. */
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
  const calls = message.role === "assistant" ? callsOf(message) : []
  if (calls.length > 0) {
    const key = JSON.stringify(calls.map(callKey))
    return { ...at, kind: "called", tools: calls.map((call) => call.function.name), key }
  }
  const kind = message.role === "assistant" ? "said" : "heard"
  return { ...at, kind, tools: [], key: `${message.role} ${(message.content ?? "").trim()}` }
}

type Call = Pick<ToolCall, "function">

/** A reply in the manner of ReAct names its action in words; what it thought before is no part of it. */
function callsOf({ content, tool_calls: calls = [] }: AssistantMessage): readonly Call[] {
  if (calls.length > 0) return calls
  const action = parseReactTurn(content ?? "")?.action
  if (!action) return []
  return [{ function: { name: action.name, arguments: JSON.stringify({ input: action.argument }) } }]
}
