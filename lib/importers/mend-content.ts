import { isObject, RecordError } from "@/lib/importers/record-error"
import type { RepairLog } from "@/lib/importers/repair-log"

const TEXT_PARTS: Readonly<Record<string, string>> = {
  text: "text",
  input_text: "text",
  output_text: "text",
  refusal: "refusal",
}

/**
 * The text of a message's content: a string, or text parts joined; null when there is none.
 *
 * @throws RecordError for parts that are no text: an image replaced by a word would be another message.
 */
export function readContent(content: unknown, where: string): string | null {
  if (content === null || content === undefined) return null
  if (typeof content === "string") return content
  if (!Array.isArray(content)) throw new RecordError(`${where} has a content that is neither text nor parts.`)
  return content.map((part) => readPart(part, where)).join("")
}

function readPart(part: unknown, where: string): string {
  if (typeof part === "string") return part
  const type = isObject(part) && typeof part.type === "string" ? part.type : "unknown"
  const text = isObject(part) && Object.hasOwn(TEXT_PARTS, type) ? part[TEXT_PARTS[type]!] : undefined
  if (typeof text === "string") return text
  throw new RecordError(`${where} has a content part of type ${type}; only text is supported.`)
}

/** A tool's result as text: anything but text is written as JSON, as the model would have read it. */
export function readResult(content: unknown, where: string, log: RepairLog): string {
  if (typeof content === "string") return content
  const isParts = Array.isArray(content) && content.every((part) => isObject(part) && "type" in part)
  if (isParts) return readContent(content, where) ?? ""
  log.add("content_text")
  return content === null || content === undefined ? "" : JSON.stringify(content)
}
