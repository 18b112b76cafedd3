/** How much is shown before the first word that matches: a line is short, and what follows explains as well. */
const MOST_CHARS = 24

/** The end of what stands before a match, from the beginning of a word. */
export function leadOf(text: string): string {
  if (text.length <= MOST_CHARS) return text
  const end = text.slice(-MOST_CHARS)
  const space = end.indexOf(" ")
  return `…${space === -1 || space === end.length - 1 ? end : end.slice(space + 1)}`
}
