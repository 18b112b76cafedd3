import type { AssistantMessage, ToolCall, ToolDefinition } from "@/lib/domain/message"

/** Tool name to its one argument and what each is for. */
const TOOLS = {
  search: {
    argument: "query",
    description: "Search the articles. Answers with the titles of the best five and a line of each.",
  },
  read: { argument: "title", description: "Read the article with this title." },
  note: { argument: "text", description: "Write down a finding, to keep it at hand." },
  answer: {
    argument: "answer",
    description: "Give the final answer, in as few words as possible. Ends the task.",
  },
} as const

export type ToolName = keyof typeof TOOLS

const TOOL_NAMES = Object.keys(TOOLS) as ToolName[]

export const TOOL_DEFINITIONS: ToolDefinition[] = TOOL_NAMES.map((name) => ({
  type: "function",
  function: {
    name,
    description: TOOLS[name].description,
    parameters: {
      type: "object",
      properties: { [TOOLS[name].argument]: { type: "string" } },
      required: [TOOLS[name].argument],
      additionalProperties: false,
    },
  },
}))

export type Reading =
  | { ok: true; tool: ToolName; text: string }
  | { ok: false; reason: "parse_error" | "invalid_action"; problem: string }

/** What a reply asks for: its first tool call counts. Never throws, whatever the model wrote. */
export function readReply(reply: AssistantMessage): Reading {
  const [call] = callsOf(reply)
  const choices = TOOL_NAMES.join(", ")
  if (!call) return unusable("parse_error", `There was no tool call. Call one of ${choices}.`)
  const name = call.function?.name
  const tool = TOOL_NAMES.find((known) => known === name)
  if (!tool) return unusable("invalid_action", `${quote(name)} is not a tool. The tools are ${choices}.`)
  const { argument } = TOOLS[tool]
  const given = parseArguments(call.function.arguments)
  if (!given) {
    return unusable("parse_error", `The arguments are not a JSON object such as {"${argument}": "..."}.`)
  }
  const text = given[argument]
  if (typeof text === "string" && text.trim() !== "") return { ok: true, tool, text: text.trim() }
  return unusable("invalid_action", `${tool} needs a text as its argument ${argument}.`)
}

/** The tool calls of a reply, however malformed it is. */
export function callsOf(reply: AssistantMessage): ToolCall[] {
  return Array.isArray(reply.tool_calls) ? reply.tool_calls.filter((call) => call instanceof Object) : []
}

function unusable(reason: "parse_error" | "invalid_action", problem: string): Reading {
  return { ok: false, reason, problem }
}

function parseArguments(text: unknown): Record<string, unknown> | null {
  if (typeof text !== "string") return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

export function quote(value: unknown): string {
  if (typeof value !== "string") return "What was given"
  return `"${value.length > 60 ? `${value.slice(0, 60)}...` : value}"`
}
