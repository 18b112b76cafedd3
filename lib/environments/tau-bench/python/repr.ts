import { numberText } from "./number"
import type { PythonValue } from "./value"

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
}

/** Python's `repr` of a str: single quotes unless only they occur inside, unprintable characters escaped. */
export function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text.replace(/[\\']|(?! )[\p{C}\p{Z}]/gu, (character) => {
    if (character === "'") return quote === "'" ? "\\'" : "'"
    return SIMPLE_ESCAPES[character] ?? codePointEscape(character.codePointAt(0) ?? 0)
  })
  return quote + escaped + quote
}

function codePointEscape(codePoint: number): string {
  const digits = codePoint.toString(16)
  if (codePoint <= 0xff) return `\\x${digits.padStart(2, "0")}`
  if (codePoint <= 0xffff) return `\\u${digits.padStart(4, "0")}`
  return `\\U${digits.padStart(8, "0")}`
}

/** `str` of the value with every list made a tuple and every dict a tuple of its items sorted by key. */
export function tupleRepr(value: PythonValue): string {
  if (value === null) return "None"
  if (typeof value === "string") return stringRepr(value)
  if (typeof value === "boolean") return value ? "True" : "False"
  if (Array.isArray(value)) return tupleText(value.map(tupleRepr))
  if (!(value instanceof Map)) return numberText(value)
  const keys = [...value.keys()].sort(compareCodePoints)
  return tupleText(keys.map((key) => itemRepr(key, tupleRepr(value.get(key) ?? null))))
}

/** One `(key, value)` pair whose value is already text. */
export function itemRepr(key: string, valueText: string): string {
  return `(${stringRepr(key)}, ${valueText})`
}

export function tupleText(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`
}

/** Orders text by code point, as Python does; JavaScript's own order puts U+E000..U+FFFF after astral characters. */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index++) {
    const leftUnit = left.charCodeAt(index)
    const rightUnit = right.charCodeAt(index)
    if (leftUnit !== rightUnit) return codePointRank(leftUnit) - codePointRank(rightUnit)
  }
  return left.length - right.length
}

/** Moves surrogates behind the rest of the basic plane. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
