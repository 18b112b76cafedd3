import { parseJson } from "@/components/transcript/call-arguments"
import type { ToolCall } from "@/lib/domain/message"
import { readOncePerStep } from "../by-step"
import { parseGridText } from "./parse-observation"

/** What a step says of the grid; null when it is no observation, or was cut. */
export const readGrid = readOncePerStep((step) =>
  step.omittedChars > 0 ? null : parseGridText(step.message.content ?? ""),
)

const LONGEST_ACTION = 60

/** The action that a call of `act` names; null for any other call. */
export function readAction(call: ToolCall | null): string | null {
  if (call?.function.name !== "act") return null
  const value = parseJson(call.function.arguments)
  const action = typeof value === "object" && value !== null && "action" in value ? value.action : null
  return typeof action === "string" && action !== "" && action.length <= LONGEST_ACTION ? action : null
}
