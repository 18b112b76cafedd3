import type { Database } from "@/lib/db/client"
import { findPassage, readLengths, readPassages, readPostings } from "@/lib/db/corpus.sql"
import { normalizeTitle, titleKey } from "@/lib/domain/retrieval/passage"
import type { Lengths } from "@/lib/domain/retrieval/posting"
import { queryTerms } from "@/lib/domain/retrieval/query"
import { rankPassages } from "@/lib/domain/retrieval/rank"
import type { Found, SearchIndex } from "@/lib/domain/retrieval/search-index"

/** Corpora never change, so their passage lengths are read once; this many stay in memory. */
const LENGTHS_KEPT = 8
const kept = new Map<string, Promise<Lengths>>()

function requireLengths(db: Database, corpusId: string): Promise<Lengths> {
  const known = kept.get(corpusId)
  if (known) return known
  const reading = readLengths(db.pool, corpusId)
  kept.set(corpusId, reading)
  reading.catch(() => kept.delete(corpusId))
  if (kept.size > LENGTHS_KEPT) kept.delete(kept.keys().next().value ?? "")
  return reading
}

/** How many results are looked at for a title that differs in case or spacing. */
const TITLE_CANDIDATES = 20

/** A stored corpus as environments search it. */
export function createCorpusIndex(db: Database, corpusId: string): SearchIndex {
  async function search(query: string, limit: number, signal?: AbortSignal): Promise<Found[]> {
    signal?.throwIfAborted()
    const terms = queryTerms(query)
    if (terms.length === 0) return []
    const [postings, lengths] = await Promise.all([
      readPostings(db.pool, corpusId, [...new Set(terms)]),
      requireLengths(db, corpusId),
    ])
    const ranked = rankPassages(terms, postings, lengths, limit)
    const numbers = ranked.map(({ no }) => no)
    const passages = await readPassages(db.pool, corpusId, numbers)
    return ranked.flatMap(({ no, score }) => {
      const passage = passages.get(no)
      return passage ? [{ ...passage, score }] : []
    })
  }
  return {
    search,
    async read(title, signal) {
      signal?.throwIfAborted()
      const exact = await findPassage(db.pool, corpusId, titleKey(title))
      if (exact) return exact
      const wanted = normalizeTitle(title)
      const similar = await search(title, TITLE_CANDIDATES, signal)
      const found = similar.find((passage) => normalizeTitle(passage.title) === wanted)
      return found ? { title: found.title, text: found.text } : null
    },
  }
}
