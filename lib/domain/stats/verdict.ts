import type { Estimate } from "@/lib/domain/stats/estimate"
import { type Evidence, type EvidenceOptions, weigh } from "@/lib/domain/stats/evidence"
import { holmAdjusted } from "@/lib/domain/stats/holm"
import type { RunResult } from "@/lib/domain/stats/paired-tasks"
import { detectableDifference, tasksToExclude, tasksToFind } from "@/lib/domain/stats/sample-size"

export const VERDICT_KINDS = ["better", "worse", "cannot_tell", "inside_margin"] as const

/**
 * `better` and `worse`: the interval of the difference excludes zero and the adjusted test agrees. `inside_margin`: the
 * interval stays above minus the margin and the adjusted test of that agrees (non-inferior), without being shown to be better.
 */
export type VerdictKind = (typeof VERDICT_KINDS)[number]

export interface Verdict extends Evidence {
  kind: VerdictKind
  /** How many pairs were judged together; the adjusted p-values are Holm's over those. */
  family: number
  adjustedP: number
  adjustedMarginP: number
  /** Worse beyond doubt, be it inside the margin or not. */
  isWorse: boolean
  /** The smallest difference that tasks like these would show, with a power of 80 %. */
  detectable: number | null
  /** How many more tasks would decide if the difference stays as it is, with a power of 80 %; null where none would help. */
  moreTasks: number | null
}

/** Compares two runs that are looked at alone. */
export function judge(student: RunResult, teacher: RunResult, options: EvidenceOptions = {}): Verdict {
  return judgeAll([weigh(student, teacher, options)])[0] as Verdict
}

/** Concludes from pairs that are looked at together; the more there are, the more each has to show. */
export function judgeAll(evidences: readonly Evidence[]): Verdict[] {
  const adjusted = holmAdjusted(evidences.map(({ test }) => test.p))
  const adjustedMargin = holmAdjusted(evidences.map(({ marginP }) => marginP))
  return evidences.map((evidence, index) => {
    const chances = {
      family: evidences.length,
      adjustedP: adjusted[index] as number,
      adjustedMarginP: adjustedMargin[index] as number,
    }
    return { ...evidence, ...chances, ...conclude(evidence, chances) }
  })
}

type Chances = Pick<Verdict, "family" | "adjustedP" | "adjustedMarginP">

function conclude(
  evidence: Evidence,
  { family, adjustedP, adjustedMarginP }: Chances,
): Pick<Verdict, "kind" | "isWorse" | "detectable" | "moreTasks"> {
  const { difference, margin } = evidence
  const alpha = 1 - difference.level
  const isSignificant = adjustedP < alpha
  const isWorse = isSignificant && (difference.high ?? 1) < 0
  const isBetter = isSignificant && (difference.low ?? -1) > 0
  const isInside = margin > 0 && (difference.low ?? -1) > -margin && adjustedMarginP < alpha / 2
  const kind = isBetter ? "better" : isInside ? "inside_margin" : isWorse ? "worse" : "cannot_tell"
  return {
    kind,
    isWorse,
    detectable: detectableDifference(difference.tasks, evidence.meanSquare, alpha / family),
    moreTasks: kind === "cannot_tell" ? countMoreTasks(evidence, difference, alpha / family) : null,
  }
}

function countMoreTasks(
  { meanSquare, margin }: Evidence,
  { value, tasks }: Estimate,
  alpha: number,
): number | null {
  if (value === null) return null
  const toFind = tasksToFind(value, meanSquare, alpha)
  const toExclude = margin > 0 ? tasksToExclude(value, margin, meanSquare - value * value, alpha) : Infinity
  const more = Math.min(toFind, toExclude) - tasks
  return Number.isFinite(more) && more > 0 ? more : null
}
