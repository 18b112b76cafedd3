import { tokenize } from "./tokenize"

/** Longer queries are cut: nobody means them, and every term costs. */
const LONGEST_QUERY = 2_000
const MOST_TERMS = 64

export function queryTerms(query: string): string[] {
  return tokenize(query.slice(0, LONGEST_QUERY)).slice(0, MOST_TERMS)
}
