import type { AssistantMessage, ToolCall, ToolDefinition } from "@/lib/domain/message"
import { ACTIONS, type Action } from "./world"

const TOOL_NAME = "act"

export const ACT_TOOL: ToolDefinition = {
  type: "function",
  function: {
    name: TOOL_NAME,
    description: "Take one action in the grid world.",
    parameters: {
      type: "object",
      properties: { action: { type: "string", enum: [...ACTIONS] } },
      required: ["action"],
      additionalProperties: false,
    },
  },
}

const CHOICES = ACTIONS.map((action) => `"${action}"`).join(", ")

export type Reading =
  | { ok: true; action: Action }
  | { ok: false; reason: "parse_error" | "invalid_action"; problem: string }

/** What a reply asks for: its first tool call counts. Never throws, whatever the model wrote. */
export function readReply(reply: AssistantMessage): Reading {
  const [call] = callsOf(reply)
  if (!call) {
    return unusable("parse_error", `There was no tool call. Call ${TOOL_NAME} with one of ${CHOICES}.`)
  }
  const name = call.function?.name
  if (name !== TOOL_NAME) {
    return unusable("invalid_action", `${quote(name)} is not a tool. The only tool is ${TOOL_NAME}.`)
  }
  const parsed = parseArguments(call.function.arguments)
  if (!parsed) {
    return unusable("parse_error", `The arguments are not a JSON object such as {"action": "${ACTIONS[2]}"}.`)
  }
  const action = ACTIONS.find((known) => known === normalize(parsed.action))
  if (action) return { ok: true, action }
  return unusable("invalid_action", `${quote(parsed.action)} is not an action. Use one of ${CHOICES}.`)
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

function normalize(value: unknown): string | null {
  return typeof value === "string" ? value.slice(0, 80).trim().toLowerCase().replaceAll("_", " ") : null
}

function quote(value: unknown): string {
  if (typeof value !== "string") return "What was given"
  return `"${value.length > 60 ? `${value.slice(0, 60)}...` : value}"`
}
