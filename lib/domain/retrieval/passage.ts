export interface Passage {
  title: string
  text: string
}

/** What an index holds of a passage: its title counts as text. */
export function indexedText({ title, text }: Passage): string {
  return `${title}\n${text}`
}

/** What tells passages of a corpus apart. Case counts: encyclopedias have both "Queen of Spades" and "Queen of spades". */
export function titleKey(title: string): string {
  return title.normalize("NFC").trim().replace(/\s+/g, " ")
}

/** For titles that somebody wrote from memory: case and Unicode form do not count either. */
export function normalizeTitle(title: string): string {
  return titleKey(title.normalize("NFKC")).toLowerCase()
}
