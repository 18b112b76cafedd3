import type { ToolCall } from "@/lib/domain/message"
import { parsePythonLiteral } from "@/lib/domain/python-literal"
import { isObject, RecordError } from "@/lib/importers/record-error"
import type { RepairLog } from "@/lib/importers/repair-log"

/** A tool call in OpenAI chat form; the id is null where the source has none. */
export type MendedCall = Omit<ToolCall, "id"> & { id: string | null }

/** @throws RecordError when it is no function call. */
export function mendToolCall(raw: unknown, where: string, log: RepairLog): MendedCall {
  if (!isObject(raw)) throw new RecordError(`${where} has a tool call that is no object.`)
  const type = raw.type ?? "function"
  if (type !== "function") throw new RecordError(`${where} has a tool call of type ${String(type)}.`)
  const call = isObject(raw.function) ? raw.function : raw
  if (typeof call.name !== "string" || call.name === "") {
    throw new RecordError(`${where} has a tool call without a name.`)
  }
  const id = typeof raw.id === "string" && raw.id !== "" ? raw.id : null
  return { id, type, function: { name: call.name, arguments: mendArguments(call.arguments, log) } }
}

/** Text that is neither JSON nor a Python literal stays: the model wrote it so, and the environment answered it. */
function mendArguments(raw: unknown, log: RepairLog): string {
  if (raw === undefined || raw === null || raw === "") {
    log.add("empty_arguments")
    return "{}"
  }
  if (typeof raw !== "string") {
    log.add("object_arguments")
    return JSON.stringify(raw)
  }
  if (isJson(raw)) return raw
  const literal = readPythonObject(raw)
  if (literal === null) return raw
  log.add("python_arguments")
  return literal
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

function readPythonObject(text: string): string | null {
  try {
    const value = parsePythonLiteral(text)
    return isObject(value) && hasOnlyFiniteNumbers(value) ? JSON.stringify(value) : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** JSON would silently write nan and inf as null. */
function hasOnlyFiniteNumbers(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value)
  if (typeof value !== "object" || value === null) return true
  return Object.values(value).every(hasOnlyFiniteNumbers)
}
