/** One statement of an observation: the thing it names and where that is ("2 steps forward and 1 step left"). */
export interface Clause {
  words: readonly string[]
  place: string
}

const ARTICLES = new Set(["a", "an", "the"])

export function splitWords(text: string): string[] {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).filter((word) => !ARTICLES.has(word))
}

const CACHE_LIMIT = 20_000
const cache = new Map<string, Clause>()

function parseClause(text: string): Clause {
  const known = cache.get(text)
  if (known) return known
  const words = splitWords(text)
  const number = words.findIndex((word) => /^\d/.test(word))
  const clause =
    number < 0
      ? { words, place: "" }
      : { words: words.slice(0, number), place: words.slice(number).join(" ") }
  if (cache.size >= CACHE_LIMIT) cache.clear()
  cache.set(text, clause)
  return clause
}

/** Clauses in order; separated by line breaks, full stops, semicolons or commas. Text past 8,000 characters is ignored. */
export function parseClauses(observation: string): Clause[] {
  return observation
    .slice(0, 8_000)
    .split(/[\n.;,]+/)
    .filter((part) => part.trim() !== "")
    .map(parseClause)
}
