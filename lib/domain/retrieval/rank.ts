import type { Lengths, Posting } from "./posting"

/** The values of Anserini, which the retrieval literature on these corpora uses. */
const K1 = 0.9
const B = 0.4

export interface Ranked {
  /** Passage number. */
  no: number
  score: number
}

/**
 * The best passages for the terms of a query by Okapi BM25 (Robertson & Zaragoza 2009) with the always positive idf
 * ln(1 + (N - df + 0.5) / (df + 0.5)); a repeated query term counts as often. Best first, ties by passage number.
 */
export function rankPassages(
  terms: readonly string[],
  postings: ReadonlyMap<string, Posting>,
  { lengths, tokenSum }: Lengths,
  limit: number,
): Ranked[] {
  const scores = new Map<number, number>()
  const averageLength = tokenSum / lengths.length
  for (const [term, weight] of countTerms(terms)) {
    const posting = postings.get(term)
    if (!posting) continue
    const frequency = posting.passages.length
    const idf = Math.log(1 + (lengths.length - frequency + 0.5) / (frequency + 0.5))
    for (const [index, no] of posting.passages.entries()) {
      const count = posting.counts[index] ?? 0
      const norm = K1 * (1 - B + (B * (lengths[no] ?? 0)) / averageLength)
      scores.set(no, (scores.get(no) ?? 0) + (weight * idf * count * (K1 + 1)) / (count + norm))
    }
  }
  return takeBest(scores, limit)
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

function isBetter(left: Ranked, right: Ranked): boolean {
  return left.score > right.score || (left.score === right.score && left.no < right.no)
}

/** Insertion into a list of `limit`: nearly every passage fails the first comparison. */
function takeBest(scores: ReadonlyMap<number, number>, limit: number): Ranked[] {
  const best: Ranked[] = []
  for (const [no, score] of scores) {
    const candidate = { no, score }
    const last = best.at(-1)
    if (best.length >= limit && last && !isBetter(candidate, last)) continue
    const at = best.findLastIndex((other) => isBetter(other, candidate)) + 1
    best.splice(at, 0, candidate)
    if (best.length > limit) best.pop()
  }
  return best
}
