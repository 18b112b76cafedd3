type Level = "info" | "warn" | "error"

function describe(value: unknown): unknown {
  if (!(value instanceof Error)) return value
  return { name: value.name, message: value.message, stack: value.stack, cause: describe(value.cause) }
}

function write(level: Level, message: string, fields: Record<string, unknown>): void {
  const described = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, describe(value)]))
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...described })}\n`)
}

/** One JSON object a line on standard error. Fields never hold a secret. */
export const logger = {
  info: (message: string, fields: Record<string, unknown> = {}) => write("info", message, fields),
  warn: (message: string, fields: Record<string, unknown> = {}) => write("warn", message, fields),
  error: (message: string, fields: Record<string, unknown> = {}) => write("error", message, fields),
}
