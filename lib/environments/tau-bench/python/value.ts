/**
 * Plain data as Python holds it. The benchmark's reward is a hash over Python's own rendering of the database, so what JSON and
 * JavaScript blur is kept apart: an int is a bigint and a float a number (`1` is not `1.0`), and a dict is a Map, because an
 * object would reorder keys that look like numbers.
 */
export type PythonValue = null | boolean | string | PythonNumber | PythonValue[] | PythonDict

export type PythonNumber = bigint | number

export type PythonDict = Map<string, PythonValue>

export function copyValue<Value extends PythonValue>(value: Value): Value
export function copyValue(value: PythonValue): PythonValue {
  if (Array.isArray(value)) return value.map((item) => copyValue(item))
  if (!(value instanceof Map)) return value
  const copy: PythonDict = new Map()
  for (const [key, item] of value) copy.set(key, copyValue(item))
  return copy
}

/** A dict with these keys, in the order written; for keys that do not look like integers. */
export function dictOf(fields: Readonly<Record<string, PythonValue>>): PythonDict {
  return new Map(Object.entries(fields))
}
