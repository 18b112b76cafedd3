import { isObject, type Json, type JsonObject, parseRecord } from "@/components/transcript/records/json"
import type { StepRecord } from "@/lib/contracts/steps"
import type { ToolCall } from "@/lib/domain/message"
import { readOncePerStep } from "../by-step"

/** What a tool answered, as records; null when it is text, or was cut. */
export const readRecord = readOncePerStep((step) =>
  step.isError || step.omittedChars > 0 ? null : parseRecord(step.message.content ?? ""),
)

/** A row of the database as a tool showed it. */
export interface RecordVersion {
  stepIdx: number
  /** `order #W1`: the same for every version of a row. */
  key: string
  value: JsonObject
}

/** Rows that name themselves; a user is named only by the call. */
const OWN_IDS = { order_id: "order", reservation_id: "reservation" }

/** The row that a tool answered with, null when it answered with anything else. */
export function readVersion(call: ToolCall, result: StepRecord): RecordVersion | null {
  const value = readRecord(result)
  if (value === null || Array.isArray(value)) return null
  const key = nameRow(value, call)
  return key === null ? null : { stepIdx: result.idx, key, value }
}

function nameRow(value: JsonObject, call: ToolCall): string | null {
  for (const [field, kind] of Object.entries(OWN_IDS)) {
    const id: Json | undefined = value[field]
    if (typeof id === "string") return `${kind} ${id}`
  }
  const given = parseRecord(call.function.arguments)
  const userId = given && !Array.isArray(given) ? given.user_id : undefined
  return typeof userId === "string" && isObject(value.name) ? `user ${userId}` : null
}

const known = new WeakMap<readonly StepRecord[], RecordVersion[]>()

/** All rows that a window of steps shows, in order. Windows stay in the cache as they are, so each is read once. */
function listVersions(steps: readonly StepRecord[]): RecordVersion[] {
  const found = known.get(steps)
  if (found) return found
  const calls = new Map<string, ToolCall>()
  const versions: RecordVersion[] = []
  for (const step of steps) {
    const { message } = step
    if (message.role === "assistant") for (const call of message.tool_calls ?? []) calls.set(call.id, call)
    const call = message.role === "tool" ? calls.get(message.tool_call_id) : undefined
    const version = call && readVersion(call, step)
    if (version) versions.push(version)
  }
  known.set(steps, versions)
  return versions
}

/** The last version of a row that the transcript shows before a step; null when it does not. */
export function findEarlier(
  windows: readonly (readonly StepRecord[])[],
  { key, stepIdx }: RecordVersion,
): RecordVersion | null {
  for (const steps of windows.toReversed()) {
    const earlier = listVersions(steps).findLast(
      (version) => version.key === key && version.stepIdx < stepIdx,
    )
    if (earlier) return earlier
  }
  return null
}
