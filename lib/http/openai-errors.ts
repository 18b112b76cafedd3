import type { Problem } from "@/lib/contracts/problem"
import type { ErrorCode } from "@/lib/domain/errors"
import type { Handler } from "@/lib/http/handle"

const CODES: Partial<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: "invalid_api_key",
  NOT_FOUND: "model_not_found",
  RATE_LIMITED: "rate_limit_exceeded",
}

function toOpenAiError({ status, detail, code, issues }: Problem) {
  return {
    message: detail,
    type: status >= 500 ? "server_error" : "invalid_request_error",
    param: issues[0]?.path ?? null,
    code: CODES[code] ?? null,
  }
}

/** Problems of this handler also carry `error`, as clients of OpenAI's API read it. */
export function withOpenAiErrors(handler: Handler): Handler {
  const answer = async (...parameters: Parameters<Handler>): Promise<Response> => {
    const response = await handler(...parameters)
    if (response.ok) return response
    const problem: Problem = await response.json()
    const { status, headers } = response
    return Response.json({ ...problem, error: toOpenAiError(problem) }, { status, headers })
  }
  return Object.assign(answer, { route: handler.route })
}
