import { parseJson } from "@/components/transcript/call-arguments"

export interface SearchResult {
  /** From 1, the best. */
  rank: number
  title: string
  snippet: string
  /** In the unit of the search; null when it does not say. */
  score: number | null
}

const MOST_RESULTS = 50
const HEAD = /^(\d{1,2})\. (\S.*)$/
const SNIPPET_FIELDS = ["snippet", "text", "content", "abstract", "body"] as const

/**
 * The ranked list that a search answered: numbered titles with indented lines below them, as
 * `lib/environments/multihop/present.ts` writes it, or JSON objects with a title. Null when it is anything else.
 */
export function parseResults(text: string): SearchResult[] | null {
  const start = text.trimStart()[0]
  return start === "[" || start === "{" ? parseJsonResults(text) : parseNumberedResults(text)
}

function parseNumberedResults(text: string): SearchResult[] | null {
  const results: SearchResult[] = []
  for (const line of text.trim().split("\n")) {
    const [, rank, title] = HEAD.exec(line) ?? []
    const last = results.at(-1)
    if (title !== undefined && Number(rank) === results.length + 1) {
      results.push({ rank: Number(rank), title, snippet: "", score: null })
    } else if (last && /^\s/.test(line)) {
      last.snippet = `${last.snippet} ${line.trim()}`.trim()
    } else {
      return null
    }
  }
  return isReasonable(results) ? results : null
}

function parseJsonResults(text: string): SearchResult[] | null {
  const value = parseJson(text)
  const list = isRecord(value) ? (value.results ?? value.documents) : value
  if (!Array.isArray(list)) return null
  const results = list.map(toResult).filter((result) => result !== null)
  return isReasonable(results) && results.length === list.length ? results : null
}

function toResult(value: unknown, index: number): SearchResult | null {
  if (!isRecord(value) || typeof value.title !== "string") return null
  const snippet = SNIPPET_FIELDS.map((field) => value[field]).find((part) => typeof part === "string")
  return {
    rank: index + 1,
    title: value.title,
    snippet: typeof snippet === "string" ? snippet : "",
    score: typeof value.score === "number" ? value.score : null,
  }
}

function isReasonable(results: readonly SearchResult[]): boolean {
  return results.length > 0 && results.length <= MOST_RESULTS
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

/** An article: its title on the first line, an empty line, its text. Null when it is anything else. */
export function parseArticle(text: string): { title: string; body: string } | null {
  const [, title, body] = /^(\S[^\n]{0,299})\n\n(\S[\s\S]*)$/.exec(text) ?? []
  return title !== undefined && body !== undefined ? { title, body } : null
}
