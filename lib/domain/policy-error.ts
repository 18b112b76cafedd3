/**
 * Why a policy could not answer. `rate_limited`, `unavailable` and `timeout` may pass and are tried again; `refused` and
 * `invalid_response` end the attempt; `context_limit` says that the transcript no longer fits the model.
 */
export type PolicyErrorKind =
  | "rate_limited"
  | "unavailable"
  | "timeout"
  | "refused"
  | "invalid_response"
  | "context_limit"
  | "misconfigured"

export class PolicyError extends Error {
  readonly kind: PolicyErrorKind
  /** What the server asked for, in milliseconds. */
  readonly retryAfterMs: number | null

  constructor(
    kind: PolicyErrorKind,
    message: string,
    options: { retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = "PolicyError"
    this.kind = kind
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}

export function isTransient(kind: PolicyErrorKind): boolean {
  return kind === "rate_limited" || kind === "unavailable" || kind === "timeout"
}
