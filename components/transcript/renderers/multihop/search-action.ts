export type SearchVerb = "search" | "read" | "note" | "answer"

/** Tools of retrieval agents, by what they do. */
const VERBS: Record<string, SearchVerb> = {
  search: "search",
  search_wikipedia: "search",
  retrieve: "search",
  read: "read",
  load_wikipedia_page: "read",
  lookup: "read",
  note: "note",
  answer: "answer",
  answer_question: "answer",
  finish: "answer",
}

export function verbOf(tool: string): SearchVerb | null {
  return Object.hasOwn(VERBS, tool) ? VERBS[tool]! : null
}
