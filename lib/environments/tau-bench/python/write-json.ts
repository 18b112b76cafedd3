import { numberText } from "./number"
import type { PythonValue } from "./value"

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
}

/** The text of Python's `json.dumps(value)`: ", " and ": " between parts, everything outside printable ASCII escaped. */
export function writeJson(value: PythonValue): string {
  if (value === null) return "null"
  if (typeof value === "string") return stringText(value)
  if (typeof value === "boolean") return value ? "true" : "false"
  if (Array.isArray(value)) return `[${value.map(writeJson).join(", ")}]`
  if (value instanceof Map) {
    const entries = Array.from(value, ([key, item]) => `${stringText(key)}: ${writeJson(item)}`)
    return `{${entries.join(", ")}}`
  }
  if (typeof value === "number" && !Number.isFinite(value)) {
    if (Number.isNaN(value)) return "NaN"
    return value > 0 ? "Infinity" : "-Infinity"
  }
  return numberText(value)
}

function stringText(text: string): string {
  const escaped = text.replace(
    /["\\]|[^ -~]/g,
    (unit) => SHORT_ESCAPES[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  )
  return `"${escaped}"`
}
