import { stringRepr } from "./python/repr"
import type { PythonDict, PythonNumber, PythonValue } from "./python/value"
import { ToolError } from "./tool-error"

/** A dict that may be read and not changed. */
export type Fields = ReadonlyMap<string, PythonValue>

/** The typed readers below answer a missing key as Python's KeyError does: with the key's `repr`. */
export function valueAt(fields: Fields, key: string): PythonValue {
  const value = fields.get(key)
  if (value === undefined) throw new ToolError(stringRepr(key))
  return value
}

export function textAt(fields: Fields, key: string): string {
  const value = valueAt(fields, key)
  if (typeof value !== "string") throw new ToolError(`${key} must be a string`)
  return value
}

export function numberAt(fields: Fields, key: string): PythonNumber {
  const value = valueAt(fields, key)
  if (typeof value !== "number" && typeof value !== "bigint") throw new ToolError(`${key} must be a number`)
  return value
}

export function dictAt(fields: Fields, key: string): PythonDict {
  return asDict(valueAt(fields, key), key)
}

export function listAt(fields: Fields, key: string): PythonValue[] {
  const value = valueAt(fields, key)
  if (!Array.isArray(value)) throw new ToolError(`${key} must be a list`)
  return value
}

export function dictsAt(fields: Fields, key: string): PythonDict[] {
  return listAt(fields, key).map((item) => asDict(item, key))
}

export function textsAt(fields: Fields, key: string): string[] {
  return listAt(fields, key).map((item) => {
    if (typeof item !== "string") throw new ToolError(`${key} must be a list of strings`)
    return item
  })
}

function asDict(value: PythonValue, key: string): PythonDict {
  if (!(value instanceof Map)) throw new ToolError(`${key} must be an object`)
  return value
}
