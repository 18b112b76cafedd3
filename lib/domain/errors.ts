/** Stable machine codes of every error the product reports; each maps to one HTTP status in `lib/http`. */
export const ERROR_CODES = [
  "INVALID_INPUT",
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "METHOD_NOT_ALLOWED",
  "CONFLICT",
  "GONE",
  "TOO_LARGE",
  "UNSUPPORTED",
  "RATE_LIMITED",
  "UNAVAILABLE",
  "INTERNAL",
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

/** One problem with one field of the input; `path` is dotted (`rules.2.value`). */
export interface FieldIssue {
  path: string
  message: string
}

/** An error whose message is written for the person who reads it. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly issues: FieldIssue[]

  constructor(code: ErrorCode, message: string, issues: FieldIssue[] = [], options?: ErrorOptions) {
    super(message, options)
    this.name = "AppError"
    this.code = code
    this.issues = issues
  }
}
