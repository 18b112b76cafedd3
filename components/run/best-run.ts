import type { RunRecord, RunRole } from "@/lib/contracts/runs"

type Compared = Pick<RunRecord, "id" | "role"> & {
  statistics: {
    successRate: Pick<RunRecord["statistics"]["successRate"], "value" | "low">
    cost: { perTaskUsd: Pick<RunRecord["statistics"]["cost"]["perTaskUsd"], "value"> }
  }
}

/** The run of a role with the highest lower bound of success; students are held against the best teacher. */
export function findBestRun<Run extends Compared>(runs: readonly Run[], role: RunRole): Run | null {
  const lowerBound = (run: Run) => run.statistics.successRate.low ?? -1
  const candidates = runs.filter((run) => run.role === role)
  return candidates.toSorted((left, right) => lowerBound(right) - lowerBound(left))[0] ?? null
}

/** How many times cheaper a student is than the teacher per task; null where either cost is unknown. */
export function timesCheaper(student: Compared, teacher: Compared | null): number | null {
  if (student.role !== "student" || !teacher) return null
  const own = student.statistics.cost.perTaskUsd.value
  const other = teacher.statistics.cost.perTaskUsd.value
  return own && other ? other / own : null
}
