import type { Evaluation, Pipeline } from "@/lib/db/generated/client"

/** What a pipeline reads of the evaluations it compares. */
export type ComparedEvaluation = Pick<Evaluation, "spentMicro" | "createdAt">

/** A teacher's evaluation made for an earlier pipeline is taken as it is, and was paid for there. */
export function isShared(
  pipeline: Pick<Pipeline, "createdAt">,
  teacher: Pick<ComparedEvaluation, "createdAt">,
): boolean {
  return teacher.createdAt < pipeline.createdAt
}

/**
 * Micro-USD that a pipeline spent on attempts: its student's, and its teacher's where it had that played. What was counted
 * at the end of a stage stays when its run is deleted.
 */
export function spendingOf(
  pipeline: Pick<Pipeline, "createdAt" | "spentMicro">,
  student: ComparedEvaluation | null,
  teacher: ComparedEvaluation | null,
): bigint {
  const own = teacher && !isShared(pipeline, teacher) ? teacher.spentMicro : 0n
  const live = (student?.spentMicro ?? 0n) + own
  return live > pipeline.spentMicro ? live : pipeline.spentMicro
}
