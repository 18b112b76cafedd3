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
