import { PolicyError, type PolicyErrorKind } from "@/lib/domain/policy-error"
import { toSentence } from "@/lib/providers/answer-text"

/** What an endpoint said went wrong, from any of the forms in which servers say it. */
export interface EndpointError {
  status: number
  code: string
  param: string
  message: string
}

const CONTEXT =
  /context_length_exceeded|exceed_context_size|context (length|window|size)|maximum context|too many (input )?tokens|prompt is too long/i
const FILTERED = /content_filter|content_policy|content policy|content management policy|moderation/i
const SPENT = /insufficient_quota|insufficient_funds|exceeded your current quota|billing/i

const text = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? `${value}` : ""

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** `error` is the member of that name in an answer, or the whole answer. */
export function readEndpointError(status: number, error: unknown): EndpointError {
  if (typeof error !== "object" || error === null) {
    return { status, code: "", param: "", message: toSentence(text(error)) }
  }
  const { code, type, param, message, detail } = error as Record<string, unknown>
  const said = Number(code)
  return {
    status: status === 200 && said >= 400 && said < 600 ? said : status,
    code: `${text(code)} ${text(type)}`.trim(),
    param: text(param),
    message: toSentence(text(message) || text(detail)),
  }
}

export function parseEndpointError(status: number, body: string): EndpointError {
  const parsed = parseJson(body)
  const isObject = typeof parsed === "object" && parsed !== null
  return readEndpointError(status, isObject && "error" in parsed ? parsed.error : parsed)
}

function kindOf({ status, code, message }: EndpointError): PolicyErrorKind {
  const said = `${code} ${message}`
  if (status === 429) return SPENT.test(said) ? "misconfigured" : "rate_limited"
  if (status === 408 || status === 504 || status === 524) return "timeout"
  if (CONTEXT.test(said)) return "context_limit"
  if (FILTERED.test(said)) return "refused"
  if (status >= 500 || status === 409 || status === 425) return "unavailable"
  return status === 200 ? "invalid_response" : "misconfigured"
}

export function toPolicyError(error: EndpointError, retryAfterMs: number | null = null): PolicyError {
  const said = error.message ? `: ${error.message}` : ""
  const sentence =
    error.status === 200
      ? `The endpoint reported an error${said}`
      : `The endpoint answered ${error.status}${said}`
  return new PolicyError(kindOf(error), sentence, retryAfterMs === null ? {} : { retryAfterMs })
}
