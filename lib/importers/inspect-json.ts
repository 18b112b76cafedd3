import { EPISODE_LIMITS } from "@/lib/contracts/episode-input"

const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"])
const REPLACEMENT = "\uFFFD"

/** Whether the database and a UTF-8 file can hold the text as it is: no NUL, no half of a surrogate pair. */
export function isSafeText(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0")
}

export function makeSafeText(text: string): string {
  return text.toWellFormed().replaceAll("\0", REPLACEMENT)
}

export interface Inspection {
  problem: string | null
  unsafeTexts: number
}

/**
 * Looks through parsed JSON for what must never be stored: keys that could reach an object's prototype, numbers that are not
 * finite (`1e999`), nesting past the limit, keys that are not safe text. The sentence about the first one, or null; and how
 * many string values hold unsafe characters.
 */
export function inspectJson(value: unknown): Inspection {
  const report: Inspection = { problem: null, unsafeTexts: 0 }
  visit(value, 0, report)
  return report
}

function visit(value: unknown, depth: number, report: Inspection): void {
  if (report.problem !== null) return
  if (typeof value === "string") {
    if (!isSafeText(value)) report.unsafeTexts++
  } else if (typeof value === "number") {
    if (!Number.isFinite(value)) report.problem = "A number is not finite."
  } else if (typeof value === "object" && value !== null) {
    if (depth >= EPISODE_LIMITS.depth) {
      report.problem = "The record is nested too deeply."
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, depth + 1, report)
    } else {
      visitEntries(value, depth, report)
    }
  }
}

function visitEntries(value: object, depth: number, report: Inspection): void {
  for (const key of Object.keys(value)) {
    if (FORBIDDEN_KEYS.has(key)) report.problem ??= `The key "${key}" is not allowed.`
    else if (!isSafeText(key)) report.problem ??= "A key holds a NUL or half of a surrogate pair."
    else visit((value as Record<string, unknown>)[key], depth + 1, report)
  }
}

/** A copy in which every unsafe character is U+FFFD. Call it only on what `inspectJson` found no problem with. */
export function copyWithSafeText(value: unknown): unknown {
  if (typeof value === "string") return makeSafeText(value)
  if (Array.isArray(value)) return value.map(copyWithSafeText)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyWithSafeText(item)]))
}
