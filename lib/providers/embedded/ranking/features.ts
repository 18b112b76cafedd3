import { hashFeature } from "@/lib/providers/embedded/hash"
import type { RankedAttempt } from "./attempt"
import type { Candidate } from "./candidates"

/** Raised whenever the same attempt would give other candidates or features. */
export const RANKING_VERSION = 1

/** Uses of the same text that are told apart: the first few show a loop. */
const MOST_USES = 4

/** What all candidates of a turn share. */
interface Situation {
  last: string
  lastTwo: string
  hop: string
  /** The task's skeleton: all of it, its beginning, and what surrounds its first name. */
  whole: string
  outer: string
  inner: string
  pairs: string[]
  stage: string
}

function describeSituation({ tools, headings, skeleton }: RankedAttempt): Situation {
  const hop = String(Math.min(4, headings.size))
  const name = Math.max(0, skeleton.indexOf("_"))
  const last = tools.at(-1) ?? ""
  return {
    last,
    lastTwo: tools.slice(-2).join(">"),
    hop,
    whole: skeleton.join(" "),
    outer: skeleton.slice(0, 3).join(" "),
    inner: skeleton.slice(Math.max(0, name - 3), name + 3).join(" "),
    pairs: skeleton.slice(0, 24).map((word, index) => `${word} ${skeleton[index + 1] ?? ""}`),
    stage: `${last}|${hop}`,
  }
}

function describe(candidate: Candidate, attempt: RankedAttempt, situation: Situation): string[] {
  const { tool, kinds, span } = candidate
  const { last, lastTwo, hop, whole, outer, inner, pairs, stage } = situation
  const age = span.age === null ? "task" : String(Math.min(3, span.age))
  const uses = attempt.uses.get(span.text)?.slice(0, MOST_USES).join("+") ?? ""
  const isInTask = attempt.task.includes(span.text) ? "t" : ""
  const isRead = attempt.headings.has(span.text) ? "r" : ""
  const isNoted = attempt.lastNote.includes(span.text) ? "n" : ""
  const status = `${uses}|${isInTask}${isRead}${isNoted}`
  const frame = `${span.left}*${span.right}`
  return [
    tool,
    `${tool}|${kinds}|${stage}`,
    `${tool}|${lastTwo}|${age}`,
    `${tool}|${last}|${status}`,
    `${tool}|${lastTwo}|${age}|${kinds}|${status}`,
    `${tool}|${stage}|${whole}`,
    `${tool}|${stage}|${situation.pairs.length}|${outer}`,
    `${tool}|${status}|${hop}`,
    `${tool}|${frame}`,
    `${tool}|${frame}|${status}|${last}`,
    `${tool}|${frame}|${hop}|${whole}`,
    `${tool}|${frame}|${hop}|${inner}`,
    `${tool}|${frame}|${hop}|${outer}`,
    `${tool}|${frame}|${outer}`,
    ...pairs.map((pair) => `${tool}|${frame}|${pair}|${hop}`),
  ]
}

/** Bucket numbers of each candidate: hashed conjunctions of the call, where its argument stands, what was done, and the task. */
export function featurizeCandidates(
  attempt: RankedAttempt,
  candidates: readonly Candidate[],
  bits: number,
): Int32Array[] {
  const situation = describeSituation(attempt)
  const mask = 2 ** bits - 1
  return candidates.map((candidate) =>
    Int32Array.from(describe(candidate, attempt, situation), (name) => hashFeature(name) & mask),
  )
}
