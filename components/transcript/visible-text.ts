/**
 * Characters that a reader cannot see but that change what is seen: C0 and C1 controls (but tab and line breaks), direction
 * overrides and isolates, zero-width and tag characters.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to show
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\u{e0001}|[\u{e0020}-\u{e007f}]/gu

/** Text as it may be shown: hidden characters become their code, `‹U+202E›`, so that no text can disguise itself. */
export function showHidden(text: string): string {
  return text.replace(HIDDEN, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")
    return `‹U+${code}›`
  })
}

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
