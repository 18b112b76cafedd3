import type { Refusal } from "@/lib/domain/refusal"

/** What a provider answered instead of doing what it was asked. The message is its own, in one line. */
export class ProviderError extends Error {
  readonly refusal: Refusal
  readonly requestId: string | null
  /** How long it asked to be left alone, in milliseconds. */
  readonly retryAfterMs: number | null

  constructor(
    refusal: Refusal,
    message: string,
    options: {
      requestId?: string | null
      retryAfterMs?: number | null
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = "ProviderError"
    this.refusal = refusal
    this.requestId = options.requestId ?? null
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}
