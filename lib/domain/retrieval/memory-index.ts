import { normalizeTitle, type Passage, titleKey } from "./passage"
import { PostingBuilder } from "./posting"
import { queryTerms } from "./query"
import { rankPassages } from "./rank"
import type { SearchIndex } from "./search-index"

/** An index over passages at hand, with the ranking of stored corpora. Of passages with the same title `read` gives the first. */
export function createMemoryIndex(passages: readonly Passage[]): SearchIndex {
  const builder = new PostingBuilder()
  const exact = new Map<string, Passage>()
  const similar = new Map<string, Passage>()
  for (const passage of passages) {
    builder.add(passage)
    exact.set(titleKey(passage.title), exact.get(titleKey(passage.title)) ?? passage)
    similar.set(normalizeTitle(passage.title), similar.get(normalizeTitle(passage.title)) ?? passage)
  }
  const lengths = builder.finish()
  return {
    async search(query, limit, signal) {
      signal?.throwIfAborted()
      const ranked = rankPassages(queryTerms(query), builder.postings, lengths, limit)
      return ranked.flatMap(({ no, score }) => {
        const passage = passages[no]
        return passage ? [{ title: passage.title, text: passage.text, score }] : []
      })
    },
    async read(title, signal) {
      signal?.throwIfAborted()
      return exact.get(titleKey(title)) ?? similar.get(normalizeTitle(title)) ?? null
    },
  }
}
