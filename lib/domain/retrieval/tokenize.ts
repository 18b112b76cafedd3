import { stemmer } from "stemmer"
import { STOP_WORDS } from "./stop-words"

const LONGEST_TERM = 64

/** Words of any script in lower case, without accents. */
export function splitWords(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}+/gu, "")
  return plain.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

const STEM_CACHE_LIMIT = 100_000
const stems = new Map<string, string>()

function stem(word: string): string {
  const known = stems.get(word)
  if (known !== undefined) return known
  if (stems.size >= STEM_CACHE_LIMIT) stems.clear()
  const found = stemmer(word)
  stems.set(word, found)
  return found
}

/** Index terms in order, repeats kept: words that are no stop words, stemmed by Porter (1980) and cut at 64 characters. */
export function tokenize(text: string): string[] {
  return splitWords(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => stem(word.slice(0, LONGEST_TERM)))
}
