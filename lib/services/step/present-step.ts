import type { StepRecord } from "@/lib/contracts/steps"
import type { StepRow } from "@/lib/db/step.sql"
import type { Message } from "@/lib/domain/message"
import { microToUsd } from "@/lib/services/episode/present-episode"

interface Cap {
  limit: number
  omitted: number
}

function capText<Text extends string | null | undefined>(cap: Cap, text: Text): Text {
  if (typeof text !== "string" || text.length <= cap.limit) return text
  cap.omitted += text.length - cap.limit
  return text.slice(0, cap.limit).toWellFormed() as Text
}

function capMessage(cap: Cap, message: Message): Message {
  if (message.role !== "assistant") return { ...message, content: capText(cap, message.content) }
  const calls = message.tool_calls?.map((call) => ({
    ...call,
    function: { ...call.function, arguments: capText(cap, call.function.arguments) },
  }))
  return {
    ...message,
    content: capText(cap, message.content),
    ...(message.reasoning === undefined ? {} : { reasoning: capText(cap, message.reasoning) }),
    ...(calls ? { tool_calls: calls } : {}),
  }
}

/** What tells whose step it is and how it went, apart from what it says. */
export function withoutTraces(step: StepRecord): StepRecord {
  return {
    ...step,
    inputTokens: null,
    cachedTokens: null,
    outputTokens: null,
    latencyMs: null,
    firstTokenMs: null,
    costUsd: null,
    reward: null,
  }
}

/** A step as the API shows it, every text cut to `limit` characters. */
export function presentStep({ text, costMicro, ...row }: StepRow, limit: number): StepRecord {
  const cap = { limit, omitted: 0 }
  const message = capMessage(cap, JSON.parse(text) as Message)
  return { ...row, message, omittedChars: cap.omitted, costUsd: microToUsd(costMicro) }
}
