import { AppError } from "@/lib/domain/errors"
import { ProviderError } from "@/lib/domain/provider-error"
import { redact, toSentence } from "@/lib/providers/answer-text"
import { classifyRefusal } from "@/lib/providers/classify-refusal"
import type { ProviderAccess } from "@/lib/providers/provider"
import { readRetryAfter } from "@/lib/providers/retry-after"

/** What a provider said and did not do. */
export interface FailedAnswer {
  /** Null when there was no answer. */
  status: number | null
  headers: Headers | null
  code: string
  message: string
}

function findGuard(error: unknown): AppError | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof AppError) return cause
  }
  return null
}

/** The same failure in the words of all providers, without the secrets it may repeat. */
export function toProviderError(
  answer: FailedAnswer,
  access: ProviderAccess,
  cause?: unknown,
): ProviderError {
  const { status, headers, code } = answer
  const message = toSentence(redact(answer.message, [access.key, ...Object.values(access.headers)]))
  if (status === null) {
    const said = message || "The provider cannot be reached, or broke off."
    return new ProviderError("unavailable", said, { cause })
  }
  return new ProviderError(classifyRefusal({ status, code, message }), message || `It answered ${status}.`, {
    requestId: headers?.get("x-request-id") ?? null,
    retryAfterMs: headers ? readRetryAfter(headers, Date.now()) : null,
    cause,
  })
}

const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? `${value}` : ""

/** Code and message from the forms in which servers say them; `body` is the answer, or its member `error`. */
export function readErrorBody(body: unknown): { code: string; message: string } {
  if (typeof body === "string") return { code: "", message: body }
  if (typeof body !== "object" || body === null) return { code: "", message: "" }
  const { error, code, type, status, message, detail } = body as Record<string, unknown>
  if (error !== undefined && error !== null) return readErrorBody(error)
  const codes = [text(code), text(type), text(status)].filter(Boolean)
  return { code: codes.join(" "), message: text(message) || text(detail) }
}

/** The members that the SDKs generated for OpenAI and Together share. */
interface SdkError extends Error {
  status: number | undefined
  headers: Headers | undefined
  error: unknown
}

const isSdkError = (error: unknown): error is SdkError =>
  error instanceof Error && "status" in error && "headers" in error && "error" in error

/** What `fetch` throws when nothing came back, or not all of it. */
function isLost(error: unknown): boolean {
  if (error instanceof DOMException) return error.name === "TimeoutError" || error.name === "AbortError"
  return error instanceof TypeError && /^(fetch failed|terminated)$/.test(error.message)
}

/** What such an SDK or `fetch` throws, in the words of all providers; what is neither stays what it is. */
export function fromSdkError(error: unknown, access: ProviderAccess): unknown {
  const guard = findGuard(error)
  if (guard) return guard
  if (isLost(error))
    return toProviderError({ status: null, headers: null, code: "", message: "" }, access, error)
  if (!isSdkError(error) || error.constructor.name === "APIUserAbortError") return error
  const { code, message } = readErrorBody(error.error)
  const answer = {
    status: error.status ?? null,
    headers: error.headers ?? null,
    code,
    message: message || error.message,
  }
  return toProviderError(answer, access, error)
}
