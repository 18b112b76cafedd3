import type { AssistantMessage, JsonSchema, Message, ToolDefinition } from "@/lib/domain/message"

export interface ActInput {
  messages: Message[]
  tools: ToolDefinition[]
  temperature: number
  /** Same seed, same messages, same policy: same reply, where the policy can promise it. */
  seed: number
  /** The form the reply should have; a policy or server that knows no such thing leaves it out, so check what comes. */
  answerForm?: { name: string; schema: JsonSchema }
  signal?: AbortSignal
}

/** `latencyMs` and `firstTokenMs` are milliseconds, `costMicro` micro-USD; null means unknown, never zero. */
export interface ActOutput {
  message: AssistantMessage
  usage: { inputTokens: number | null; cachedTokens: number | null; outputTokens: number | null }
  latencyMs: number
  firstTokenMs: number | null
  costMicro: number | null
  /** Natural log of the probability of the reply, summed over its actions. */
  logprob?: number
}

/** Anything that acts: a scripted teacher, the embedded student and a hosted model are interchangeable. */
export interface Policy {
  readonly id: string
  act(input: ActInput): Promise<ActOutput>
}
