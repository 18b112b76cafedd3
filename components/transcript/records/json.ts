import { parseJson } from "@/components/transcript/call-arguments"

export type Json = null | boolean | number | string | Json[] | JsonObject
export interface JsonObject {
  [name: string]: Json
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** A record or a list of them; null for any other text, numbers and words included. */
export function parseRecord(text: string): JsonObject | Json[] | null {
  const start = text.trimStart()[0]
  if (start !== "{" && start !== "[") return null
  const value = parseJson(text)
  return typeof value === "object" && value !== null ? (value as JsonObject | Json[]) : null
}

/** A value on one line: `color: red, size: M`. Longer ones are cut after so many characters. */
export function toLine(value: Json, most = 300): string {
  const text = writeLine(value)
  return text.length > most ? `${text.slice(0, most).toWellFormed()}…` : text
}

function writeLine(value: Json): string {
  if (value === "") return "(empty)"
  if (typeof value === "string") return value
  if (Array.isArray(value) && value.every(isScalar)) return value.map(writeLine).join(", ") || "none"
  if (isObject(value) && Object.values(value).every(isScalar)) {
    const parts = Object.entries(value).map(([name, part]) => `${name}: ${writeLine(part)}`)
    return parts.join(", ") || "none"
  }
  return JSON.stringify(value)
}

export function isScalar(value: Json): value is null | boolean | number | string {
  return typeof value !== "object" || value === null
}
