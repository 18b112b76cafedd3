import type { CostQualityPoint } from "@/components/charts/plane-place"
import { formatCount } from "@/components/format/count"
import type { RunEntity } from "@/components/run/run-entities"
import { isRunning } from "@/components/run/run-progress"
import { teacherOf } from "@/components/run/teacher-of"
import type { RunRecord } from "@/lib/contracts/runs"

/** As many marks as a reader can tell apart. */
const MOST = 6

/** The runs whose cost and success are known, as points; at most six, in the order given. */
export function toCostPoints(
  runs: readonly RunRecord[],
  entityOf: (runId: string) => RunEntity,
): CostQualityPoint[] {
  return runs.flatMap((run) => toPoint(run, entityOf(run.id), teacherOf(run, runs))).slice(0, MOST)
}

function toPoint(run: RunRecord, entity: RunEntity, teacher: RunRecord | null): CostQualityPoint[] {
  const { successRate, cost, n } = run.statistics
  const { perTaskUsd } = cost
  if (successRate.value === null || perTaskUsd.value === null || perTaskUsd.value <= 0) return []
  return [
    {
      ...entity,
      id: run.id,
      name: run.model.name,
      cost: { ...perTaskUsd, value: perTaskUsd.value },
      quality: { ...successRate, value: successRate.value },
      teacherId: teacher?.id ?? null,
      ...(isRunning(run) ? { progress: `${formatCount(n)} of ${formatCount(run.planned)}` } : {}),
    },
  ]
}
