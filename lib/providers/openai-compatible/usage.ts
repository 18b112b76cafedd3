import { z } from "zod"
import type { ActOutput } from "@/lib/contracts/policy"

type Usage = ActOutput["usage"]

export const UNKNOWN_USAGE: Usage = { inputTokens: null, cachedTokens: null, outputTokens: null }

const count = z.number().int().min(0)

const usageSchema = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: z.object({ cached_tokens: count.nullish() }).nullish(),
  prompt_cache_hit_tokens: count.nullish(),
})

/** A token is at least one byte; templates and a provider's own instructions come on top. */
const HIDDEN_INPUT_TOKENS = 20_000
/** Reasoning that is not shown is billed too; no model writes more than this in one reply. */
const HIDDEN_OUTPUT_TOKENS = 1_000_000

/**
 * What a server says a call used; unknown when it says nothing, or what cannot be: negative or fractional counts, no tokens
 * for a text, more input tokens than bytes were sent, more cached than sent.
 */
export function parseUsage(raw: unknown, sent: { bodyBytes: number; replyChars: number }): Usage {
  const parsed = usageSchema.safeParse(raw)
  if (!parsed.success) return UNKNOWN_USAGE
  const { prompt_tokens, completion_tokens, prompt_tokens_details, prompt_cache_hit_tokens } = parsed.data
  const cachedTokens = prompt_tokens_details?.cached_tokens ?? prompt_cache_hit_tokens ?? null
  const isPossible =
    prompt_tokens > 0 &&
    prompt_tokens <= sent.bodyBytes + HIDDEN_INPUT_TOKENS &&
    completion_tokens <= HIDDEN_OUTPUT_TOKENS &&
    (completion_tokens > 0 || sent.replyChars === 0) &&
    (cachedTokens ?? 0) <= prompt_tokens
  return isPossible
    ? { inputTokens: prompt_tokens, cachedTokens, outputTokens: completion_tokens }
    : UNKNOWN_USAGE
}
