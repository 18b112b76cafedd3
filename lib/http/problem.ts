import { ZodError } from "zod"
import type { Problem } from "@/lib/contracts/problem"
import { AppError, type ErrorCode } from "@/lib/domain/errors"
import { logger } from "@/lib/logger"

const STATUS: Record<ErrorCode, number> = {
  INVALID_INPUT: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  CONFLICT: 409,
  GONE: 410,
  TOO_LARGE: 413,
  UNSUPPORTED: 415,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL: 500,
}

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (error instanceof ZodError) {
    const issues = error.issues.map(({ path, message }) => ({ path: path.join("."), message }))
    const first = issues[0]
    return new AppError(
      "INVALID_INPUT",
      first ? `${first.path || "input"}: ${first.message}` : "Invalid input.",
      issues,
    )
  }
  return new AppError("INTERNAL", "Something went wrong on our side; the request id names it in the log.")
}

/** Maps any error to problem+json; what a person was not meant to read goes to the log under the request id. */
export function problemResponse(error: unknown, requestId: string): Response {
  const known = toAppError(error)
  if (known.code === "INTERNAL") logger.error("request failed", { requestId, error })
  const status = STATUS[known.code]
  const problem: Problem = {
    type: `about:blank#${known.code.toLowerCase()}`,
    title: known.code.toLowerCase().replaceAll("_", " "),
    status,
    detail: known.message,
    code: known.code,
    requestId,
    issues: known.issues,
  }
  const headers = new Headers({ "content-type": "application/problem+json", "x-request-id": requestId })
  if (status === 429 || status === 503) headers.set("retry-after", "1")
  return new Response(JSON.stringify(problem), { status, headers })
}
