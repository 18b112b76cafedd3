import { isObject, type Json } from "./json"

/** One field that differs; undefined where there was, or is, none. */
export interface Change {
  /** Names from the outside in: `["items", "2 Headphones", "price"]`. */
  path: string[]
  before: Json | undefined
  after: Json | undefined
}

/** Deeper values are compared and shown whole. */
const DEEPEST = 8

/** The fields in which two versions of a record differ, in the order of the later one. Lists are compared by position. */
export function diffRecords(before: Json, after: Json, path: string[] = []): Change[] {
  if (path.length < DEEPEST && isObject(before) && isObject(after)) {
    const names = new Set([...Object.keys(after), ...Object.keys(before)])
    return [...names].flatMap((name) => diffField(own(before, name), own(after, name), [...path, name]))
  }
  if (path.length < DEEPEST && Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length)
    return Array.from({ length }, (_, index) =>
      diffField(before[index], after[index], [...path, nameElement(after[index] ?? before[index], index)]),
    ).flat()
  }
  return isSame(before, after) ? [] : [{ path, before, after }]
}

function diffField(before: Json | undefined, after: Json | undefined, path: string[]): Change[] {
  if (before === undefined && after === undefined) return []
  if (before === undefined || after === undefined) return [{ path, before, after }]
  return diffRecords(before, after, path)
}

function own(value: { [name: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined
}

/** The position counted from one, and the name of what stands there if it has one. */
function nameElement(element: Json | undefined, index: number): string {
  const name = isObject(element) ? element.name : undefined
  return typeof name === "string" ? `${index + 1} ${name}` : `${index + 1}`
}

function isSame(before: Json, after: Json): boolean {
  return before === after || JSON.stringify(before) === JSON.stringify(after)
}
