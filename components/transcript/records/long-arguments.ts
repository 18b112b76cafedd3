import { INLINE_CHARS } from "@/components/transcript/call-block"
import type { ToolCall } from "@/lib/domain/message"
import { type JsonObject, parseRecord } from "./json"

const MOST_ARGUMENT_CHARS = 4_000

/** Arguments that deserve a table: named, and too long for a line; else null. */
export function readLongArguments(call: ToolCall): JsonObject | null {
  const text = call.function.arguments
  if (text.length <= INLINE_CHARS || text.length > MOST_ARGUMENT_CHARS) return null
  const value = parseRecord(text)
  return Array.isArray(value) ? null : value
}
