import { readableTexts } from "@/lib/domain/find-text"
import type { Message } from "@/lib/domain/message"

/** Characters of one part: no more words than the 16,383 places that a tsvector of Postgres tells apart, or phrases would be missed. */
const PART_CHARS = 32_000

export interface SearchPart {
  /** Its texts are those of steps `fromIdx` up to, not including, `toIdx`. */
  fromIdx: number
  toIdx: number
  text: string
}

/** What is read of a step, as it can be stored: half surrogates and NULs become spaces. */
export function searchableText(message: Message): string {
  return readableTexts(message).join("\n").toWellFormed().replaceAll("\0", " ")
}

/**
 * The texts of steps in parts to be searched, cut between steps where that is possible. System prompts are not searched: they are the same in all
 * episodes of a run. A part without text says that there is nothing to be found in its steps.
 */
export function searchParts(steps: readonly { idx: number; message: Message }[]): SearchPart[] {
  const parts: SearchPart[] = []
  for (const { idx, message } of steps) {
    const text = message.role === "system" ? "" : searchableText(message)
    const last = parts.at(-1)
    if (last && last.text.length + text.length <= PART_CHARS) {
      last.text += `\n${text}`
      last.toIdx = idx + 1
      continue
    }
    for (let from = 0; from === 0 || from < text.length; from += PART_CHARS) {
      parts.push({ fromIdx: idx, toIdx: idx + 1, text: text.slice(from, from + PART_CHARS).toWellFormed() })
    }
  }
  return parts
}
