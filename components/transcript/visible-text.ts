export { showHidden } from "@/lib/domain/show-hidden"

export interface Folded {
  text: string
  /** Characters that the fold hides; 0 when nothing is hidden. */
  hidden: number
}

/** The first lines of a text. A fold that would hide less than a fifth of the text is not worth a click. */
export function foldText(text: string, limit: { lines: number; chars: number }): Folded {
  let end = 0
  for (let line = 0; line < limit.lines && end !== -1; line += 1) {
    end = text.indexOf("\n", end === 0 && line === 0 ? 0 : end + 1)
  }
  const cut = Math.min(end === -1 ? text.length : end, limit.chars, text.length)
  const hidden = text.length - cut
  if (hidden <= text.length / 5) return { text, hidden: 0 }
  return { text: text.slice(0, cut).toWellFormed(), hidden }
}
