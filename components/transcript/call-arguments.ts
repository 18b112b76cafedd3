import type { StepRecord } from "@/lib/contracts/steps"

export type CallArguments =
  | { kind: "named"; entries: { name: string; text: string }[]; length: number }
  | { kind: "raw"; text: string; length: number }

/** The arguments of a call for reading; what is no JSON object stays as the model wrote it. */
export function parseCallArguments(text: string): CallArguments {
  const value = parseObject(text)
  if (!value) return { kind: "raw", text, length: text.length }
  const entries = Object.entries(value).map(([name, argument]) => ({ name, text: JSON.stringify(argument) }))
  const length = entries.reduce((sum, entry) => sum + entry.name.length + entry.text.length + 4, 0)
  return { kind: "named", entries, length }
}

function parseObject(text: string): Record<string, unknown> | null {
  const value = parseJson(text)
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}

/** The one text that a call hands over; null when it hands over anything else. */
export function parseOnlyText(text: string): string | null {
  const values = Object.values(parseObject(text) ?? {})
  const [value] = values
  return values.length === 1 && typeof value === "string" ? value : null
}

/** The arguments of one call of a step as text; empty when it makes no such call. */
export function argumentsOf(step: StepRecord, callId: string): string {
  if (step.message.role !== "assistant") return ""
  return step.message.tool_calls?.find(({ id }) => id === callId)?.function.arguments ?? ""
}

/** The value of a JSON text, undefined when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** A JSON object or array spread over lines; any other text as it is. */
export function spreadJson(text: string): string {
  const start = text.trimStart()[0]
  if (start !== "{" && start !== "[") return text
  const value = parseJson(text)
  return value === undefined ? text : JSON.stringify(value, null, 2)
}
