import type { GenerateContentResponse } from "@google/genai"
import type { ActInput, ActOutput, Policy } from "@/lib/contracts/policy"
import { PolicyError, type PolicyErrorKind } from "@/lib/domain/policy-error"
import { ProviderError } from "@/lib/domain/provider-error"
import type { Refusal } from "@/lib/domain/refusal"
import type { ProviderAccess } from "@/lib/providers/provider"
import { toContents, toReply, toTools } from "@/lib/providers/vertex/contents"
import { VertexSdk } from "@/lib/providers/vertex/open-sdk"

const KINDS: Partial<Record<Refusal, PolicyErrorKind>> = {
  rate_limited: "rate_limited",
  quota: "rate_limited",
  unavailable: "unavailable",
  moderation: "refused",
}

function toPolicyError(error: unknown): unknown {
  if (!(error instanceof ProviderError)) return error
  const { refusal, message, retryAfterMs } = error
  const kind = /token count|context (length|window)/i.test(message) ? "context_limit" : KINDS[refusal]
  return new PolicyError(kind ?? "misconfigured", `Vertex AI: ${message}`, {
    cause: error,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  })
}

function readUsage({ usageMetadata }: GenerateContentResponse): ActOutput["usage"] {
  if (!usageMetadata?.promptTokenCount) return { inputTokens: null, cachedTokens: null, outputTokens: null }
  const { promptTokenCount, cachedContentTokenCount, candidatesTokenCount, thoughtsTokenCount } =
    usageMetadata
  return {
    inputTokens: promptTokenCount,
    cachedTokens: cachedContentTokenCount ?? null,
    // Thoughts are billed as output and counted apart.
    outputTokens: (candidatesTokenCount ?? 0) + (thoughtsTokenCount ?? 0),
  }
}

/** A tuned Gemini model behind its endpoint. Calls fail with a PolicyError or the caller's abort. */
export function createVertexPolicy(
  { id, model }: { id: string; model: string },
  access: ProviderAccess,
  now: () => number = () => performance.now(),
): Policy {
  const sdk = new VertexSdk(access)
  return {
    id,
    async act({ messages, tools, temperature, seed, signal }: ActInput): Promise<ActOutput> {
      signal?.throwIfAborted()
      const { system, contents } = toContents(messages)
      const config = {
        temperature,
        seed: seed & 0x7fffffff,
        ...(system ? { systemInstruction: system } : {}),
        ...(tools.length > 0 ? { tools: toTools(tools) } : {}),
        ...(signal ? { abortSignal: signal } : {}),
      }
      const startedMs = now()
      try {
        const response = await sdk.call((ai) => ai.models.generateContent({ model, contents, config }))
        const parts = response.candidates?.[0]?.content?.parts
        if (!parts || parts.length === 0) throw explainEmpty(response)
        const message = toReply(parts, messages.length)
        return {
          message,
          usage: readUsage(response),
          latencyMs: now() - startedMs,
          firstTokenMs: null,
          costMicro: null,
        }
      } catch (error) {
        if (signal?.aborted) throw signal.reason
        throw toPolicyError(error)
      }
    },
  }
}

function explainEmpty({ promptFeedback, candidates }: GenerateContentResponse): PolicyError {
  const reason = promptFeedback?.blockReason ?? candidates?.[0]?.finishReason
  const isBlocked =
    promptFeedback?.blockReason !== undefined || /SAFETY|PROHIBITED|BLOCKLIST/.test(String(reason))
  return new PolicyError(
    isBlocked ? "refused" : "invalid_response",
    `Vertex AI gave no reply (${reason ?? "no reason"}).`,
  )
}
