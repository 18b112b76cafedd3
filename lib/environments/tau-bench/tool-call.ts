import type { ToolCall, ToolMessage } from "@/lib/domain/message"
import type { Database } from "./database"
import { parseExactJson } from "./python/parse-json"
import type { PythonDict } from "./python/value"
import { runTool, type Toolbox } from "./tool"

/** The benchmark uses one call per turn; the others are answered, because a chat without every answer is invalid. */
const ONE_CALL_ONLY = "Error: only the first tool call of a turn is executed"

/** Runs the first call of a turn and answers them all, in order. */
export function answerToolCalls(
  toolbox: Toolbox,
  database: Database,
  calls: readonly ToolCall[],
): ToolMessage[] {
  return calls.map((call, index) => ({
    role: "tool",
    tool_call_id: call.id,
    name: call.function.name,
    content: index === 0 ? runToolCall(toolbox, database, call.function) : ONE_CALL_ONLY,
  }))
}

export function runToolCall(
  toolbox: Toolbox,
  database: Database,
  call: { name: string; arguments: string },
): string {
  const args = parseArguments(call.arguments)
  if (typeof args === "string") return args
  return runTool(toolbox, database, call.name, args)
}

function parseArguments(text: string): PythonDict | string {
  if (text.trim() === "") return new Map()
  try {
    const value = parseExactJson(text)
    return value instanceof Map ? value : "Error: the arguments must be a JSON object"
  } catch (error) {
    if (error instanceof SyntaxError) return `Error: the arguments are not valid JSON: ${error.message}`
    throw error
  }
}
