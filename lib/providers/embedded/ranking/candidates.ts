import type { RankedAttempt, SeenSpan } from "./attempt"
import { type CallShape, writeTextCall } from "./call-shape"

/** A call the student may make, with where its argument was seen last. */
export interface Candidate {
  action: string
  tool: string
  span: SeenSpan
  /** Every kind of span the text is, sorted and joined. */
  kinds: string
}

const MOST_CANDIDATES = 192

/** Calls of known shapes over the spans of an attempt, without doubles, the most recent first. */
export function listCandidates(attempt: RankedAttempt, shapes: readonly CallShape[]): Candidate[] {
  const byText = Map.groupBy(attempt.listSpans(), ({ text }) => text)
  const candidates: Candidate[] = []
  for (const spans of byText.values()) {
    const kinds = [...new Set(spans.map(({ kind }) => kind))].sort().join("+")
    for (const { tool, argument, kinds: allowed } of shapes) {
      const span = spans.find(({ kind }) => allowed.includes(kind))
      if (!span) continue
      candidates.push({ action: writeTextCall({ tool, argument, text: span.text }), tool, span, kinds })
    }
  }
  return candidates.slice(0, MOST_CANDIDATES)
}
