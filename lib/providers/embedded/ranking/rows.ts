import type { Transcript } from "@/lib/providers/embedded/transcript"
import { replayTurns } from "./attempt"
import { type CallShape, readTextCall } from "./call-shape"
import { listCandidates } from "./candidates"
import { featurizeCandidates } from "./features"
import { SPAN_KINDS, type SpanKind } from "./span"

/**
 * Training examples: row i has candidates rowStarts[i] .. rowStarts[i + 1], candidate c has features
 * candidateStarts[c] .. candidateStarts[c + 1]; `targets` are the candidates that were chosen, counted from the row's first.
 */
export interface RankingRows {
  features: Int32Array
  candidateStarts: Int32Array
  rowStarts: Int32Array
  targets: Int32Array
  /** Which episode (by its position in the input) an example comes from. */
  episodes: Int32Array
  length: number
  /** Calls that were no candidate: nothing in the attempt says what they say. */
  skipped: number
}

/** A kind of span is worth enumerating when it explains at least this share of a tool's calls. */
const LEAST_SHARE = 0.01

interface ShapeCount {
  tool: string
  argument: string
  calls: number
  /** How many calls had an argument that is a span of just these kinds, joined by commas. */
  byKinds: Map<string, number>
}

function countShapes(transcripts: readonly Transcript[]): ShapeCount[] {
  const counts = new Map<string, ShapeCount>()
  for (const transcript of transcripts) {
    for (const { attempt, turn } of replayTurns(transcript)) {
      const call = turn.action === null ? null : readTextCall(turn.action)
      if (!call) continue
      const { tool, argument, text } = call
      const key = `${tool} ${argument}`
      const count = counts.get(key) ?? { tool, argument, calls: 0, byKinds: new Map() }
      counts.set(key, count)
      const spans = attempt.listSpans().filter((span) => span.text === text)
      const kinds = [...new Set(spans.map(({ kind }) => kind))].sort().join(",")
      count.calls += 1
      count.byKinds.set(kinds, (count.byKinds.get(kinds) ?? 0) + 1)
    }
  }
  return [...counts.values()]
}

/** The fewest kinds that explain the calls: always the one that explains most of what is left. */
function coverKinds({ calls, byKinds }: ShapeCount): SpanKind[] {
  const left = new Map(byKinds)
  const chosen: SpanKind[] = []
  for (;;) {
    const explained = (kind: SpanKind) =>
      [...left].reduce((sum, [kinds, count]) => sum + (kinds.split(",").includes(kind) ? count : 0), 0)
    const best = SPAN_KINDS.toSorted((one, other) => explained(other) - explained(one))[0] as SpanKind
    if (explained(best) < Math.max(1, LEAST_SHARE * calls)) return chosen
    chosen.push(best)
    for (const kinds of left.keys()) if (kinds.split(",").includes(best)) left.delete(kinds)
  }
}

/** Every tool that was called with one text, with the kinds of span its arguments were copied from. */
export function learnShapes(transcripts: readonly Transcript[]): CallShape[] {
  return countShapes(transcripts)
    .map((count) => ({ tool: count.tool, argument: count.argument, kinds: coverKinds(count) }))
    .filter(({ kinds }) => kinds.length > 0)
    .sort((left, right) => (left.tool + left.argument < right.tool + right.argument ? -1 : 1))
}

/** Turns whose call is among the candidates become examples, the rest are counted. */
export function buildRankingRows(
  transcripts: readonly Transcript[],
  shapes: readonly CallShape[],
  bits: number,
): RankingRows {
  const parts: Int32Array[] = []
  const rowStarts = [0]
  const targets: number[] = []
  const episodes: number[] = []
  let skipped = 0
  for (const [episode, transcript] of transcripts.entries()) {
    for (const { attempt, turn } of replayTurns(transcript)) {
      if (turn.action === null || turn.masked) continue
      const candidates = listCandidates(attempt, shapes)
      const target = candidates.findIndex(({ action }) => action === turn.action)
      if (target < 0) {
        skipped += 1
        continue
      }
      parts.push(...featurizeCandidates(attempt, candidates, bits))
      rowStarts.push(parts.length)
      targets.push(target)
      episodes.push(episode)
    }
  }
  return {
    ...joinParts(parts),
    rowStarts: Int32Array.from(rowStarts),
    targets: Int32Array.from(targets),
    episodes: Int32Array.from(episodes),
    length: targets.length,
    skipped,
  }
}

function joinParts(parts: readonly Int32Array[]): Pick<RankingRows, "features" | "candidateStarts"> {
  const candidateStarts = new Int32Array(parts.length + 1)
  for (const [index, part] of parts.entries())
    candidateStarts[index + 1] = candidateStarts[index]! + part.length
  const features = new Int32Array(candidateStarts[parts.length] ?? 0)
  for (const [index, part] of parts.entries()) features.set(part, candidateStarts[index])
  return { features, candidateStarts }
}
