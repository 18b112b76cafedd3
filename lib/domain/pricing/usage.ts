import type { Role } from "@/lib/domain/message"

/** Tokens that a provider bills; cached tokens are among the input tokens. Null means unknown, never zero. */
export interface Usage {
  inputTokens: number | null
  cachedTokens: number | null
  outputTokens: number | null
}

/** A message of a trajectory with its own tokens, each counted once. */
export interface CountedMessage {
  role: Role
  tokens: number
}

/**
 * The usage of a trajectory that recorded none: every assistant message is one model call, which pays for its whole prefix
 * (the tool definitions and all earlier messages) as input and for itself as output. Cache hits are unknown.
 */
export function estimateUsageFromPrefixSums(messages: readonly CountedMessage[], toolTokens = 0): Usage {
  let prefix = toolTokens
  let inputTokens = 0
  let outputTokens = 0
  for (const message of messages) {
    if (message.role === "assistant") {
      inputTokens += prefix
      outputTokens += message.tokens
    }
    prefix += message.tokens
  }
  return { inputTokens, cachedTokens: null, outputTokens }
}
