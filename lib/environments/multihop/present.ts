import type { Passage } from "@/lib/domain/retrieval/passage"
import { queryTerms } from "@/lib/domain/retrieval/query"
import { tokenize } from "@/lib/domain/retrieval/tokenize"

const SNIPPET_CHARACTERS = 200
const PASSAGE_CHARACTERS = 8_000

/** Search results as the agent sees them: numbered titles, below each the sentence that shares most with the query. */
export function presentResults(query: string, results: readonly Passage[]): string {
  if (results.length === 0) return "No article matches."
  const terms = new Set(queryTerms(query))
  return results
    .map(({ title, text }, index) => `${index + 1}. ${title}\n   ${findSnippet(text, terms)}`)
    .join("\n")
}

export function presentPassage({ title, text }: Passage): string {
  const isLong = text.length > PASSAGE_CHARACTERS
  return `${title}\n\n${isLong ? `${text.slice(0, PASSAGE_CHARACTERS)} [cut]` : text}`
}

function findSnippet(text: string, terms: ReadonlySet<string>): string {
  const sentences = text.slice(0, PASSAGE_CHARACTERS).split(/(?<=[.!?])\s+/)
  const shared = sentences.map((sentence) => new Set(tokenize(sentence)).intersection(terms).size)
  const best = sentences[shared.indexOf(Math.max(...shared))] ?? ""
  const line = best.replace(/\s+/g, " ").trim()
  return line.length > SNIPPET_CHARACTERS ? `${line.slice(0, SNIPPET_CHARACTERS)}...` : line
}
