export interface Passage {
  title: string
  text: string
}

/** What an index holds of a passage: its title counts as text. */
export function indexedText({ title, text }: Passage): string {
  return `${title}\n${text}`
}

/** Titles are the same when they differ only in case, spacing or Unicode form. */
export function normalizeTitle(title: string): string {
  return title.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase()
}
