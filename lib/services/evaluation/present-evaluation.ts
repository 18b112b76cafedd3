import { environmentChoiceSchema } from "@/lib/contracts/environments"
import { EVALUATION_STATUSES, type EvaluationRecord, evaluationPlanSchema } from "@/lib/contracts/evaluations"
import type { Prisma } from "@/lib/db/generated/client"
import { quantile } from "@/lib/domain/stats/latency-quantile"

export const EVALUATION_INCLUDE = {
  run: {
    select: {
      name: true,
      episodeCount: true,
      successCount: true,
      latencyHistogram: true,
      model: { select: { name: true } },
    },
  },
} as const satisfies Prisma.EvaluationInclude

type Row = Prisma.EvaluationGetPayload<{ include: typeof EVALUATION_INCLUDE }>

export function parseStatus(status: string): EvaluationRecord["status"] {
  return EVALUATION_STATUSES.find((known) => known === status) ?? "failed"
}

export function presentEvaluation(row: Row): EvaluationRecord {
  return {
    experimentId: row.experimentId,
    id: row.id,
    runId: row.runId,
    runName: row.run.name,
    modelName: row.run.model.name,
    environment: environmentChoiceSchema.parse({ id: row.environment, config: row.config }),
    plan: evaluationPlanSchema.parse(row.plan),
    status: parseStatus(row.status),
    planned: row.planned,
    done: row.run.episodeCount,
    successCount: row.run.successCount,
    budgetUsd: row.budgetMicro === null ? null : Number(row.budgetMicro) / 1e6,
    spentUsd: Number(row.spentMicro) / 1e6,
    latencyP50Ms: quantile(row.run.latencyHistogram, 0.5),
    error: row.error,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}
