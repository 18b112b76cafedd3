import { showHidden } from "./visible-text"

/** The first words of a text on one line, for folded content. */
export function firstLine(text: string, chars = 240): string {
  return showHidden(text.slice(0, chars).toWellFormed().replace(/\s+/g, " ").trim())
}
