import { expectedUsd } from "@/components/distill/outlook"
import { formatUsd } from "@/components/format/usd"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { RunRecord } from "@/lib/contracts/runs"

type Attempts = PipelineRecord["attempts"]

/** What the attempts of one side cost: so far, and of about how much while they go on. */
export function describeAttemptCost(attempts: Attempts["student"] | Attempts["teacher"]): string {
  if (attempts === null) return "not yet"
  if ("shared" in attempts && attempts.shared) return "played earlier, counted there"
  const spent = formatUsd(attempts.spentUsd)
  const expected = attempts.status === "done" ? null : expectedUsd(attempts)
  return expected === null ? spent : `${spent} of about ${formatUsd(expected)}`
}

/** What the teacher's attempts will bill, from what its recorded ones did; null where that is unknown or notional. */
export function expectTeacherUsd(
  run: Pick<RunRecord, "statistics"> | undefined,
  attempts: number | null,
): number | null {
  const cost = run?.statistics.cost
  if (!cost || attempts === null || cost.perTaskUsd.value === null || cost.kinds.notional) return null
  return cost.perTaskUsd.value * attempts
}
