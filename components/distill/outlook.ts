import { formatDuration } from "@/components/format/duration"
import { formatUsd } from "@/components/format/usd"
import type { EvaluationProgress } from "@/lib/contracts/evaluations"

type Progress = Pick<EvaluationProgress, "done" | "planned" | "spentUsd" | "latencyP50Ms">

/** What all attempts will have cost if the others cost as much as those made; null while nothing is billed. */
export function expectedUsd({ done, planned, spentUsd }: Progress): number | null {
  return done > 0 && spentUsd > 0 ? (spentUsd / done) * planned : null
}

/** `p50 2.3 s an attempt`, `about $1.20 in all`: what is known of them. */
export function describeOutlook(progress: Progress): string[] {
  const { latencyP50Ms } = progress
  const expected = expectedUsd(progress)
  return [
    ...(latencyP50Ms === null ? [] : [`p50 ${formatDuration(latencyP50Ms)} an attempt`]),
    ...(expected === null ? [] : [`about ${formatUsd(expected)} in all`]),
  ]
}
