import type { RunRecord } from "@/lib/contracts/runs"
import type { Context } from "@/lib/db/context"
import { countLabels } from "@/lib/db/episode.sql"
import type { Prisma } from "@/lib/db/generated/client"
import { readOutcomesOfRuns } from "@/lib/services/run/outcome-cache"
import { summarizeRun } from "@/lib/services/run/statistics"

/** What `presentRuns` needs of a run's row. */
export const RUN_INCLUDE = {
  model: {
    include: {
      trainedBy: {
        select: {
          experimentId: true,
          id: true,
          dataset: { select: { recipe: { select: { runIds: true } } } },
        },
      },
    },
  },
  evaluation: { select: { planned: true, status: true } },
} as const satisfies Prisma.RunInclude

type RunRow = Prisma.RunGetPayload<{ include: typeof RUN_INCLUDE }>

function presentModel({ id, name, provider, baseModel, trainedBy }: RunRow["model"]): RunRecord["model"] {
  const lineage = trainedBy && {
    experimentId: trainedBy.experimentId,
    fineTuneId: trainedBy.id,
    runIds: trainedBy.dataset.recipe.runIds,
  }
  return { id, name, provider, baseModel, trainedBy: lineage }
}

/** Runs of one experiment as the API shows them. */
export async function presentRuns(ctx: Context, experimentId: string, rows: RunRow[]): Promise<RunRecord[]> {
  const [tasks, labels] = await Promise.all([
    readOutcomesOfRuns(ctx, experimentId, rows),
    countLabels(ctx.db, experimentId),
  ])
  const labelsByRun = Map.groupBy(labels, ({ runId }) => runId)
  return rows.map((row) => ({
    experimentId,
    id: row.id,
    name: row.name,
    model: presentModel(row.model),
    role: row.role,
    status: row.status,
    config: row.config as Record<string, unknown>,
    hasTools: row.toolsPromptId !== null,
    planned: row.evaluation?.planned ?? null,
    createdAt: row.createdAt.toISOString(),
    statistics: summarizeRun(row, tasks.get(row.id) ?? [], labelsByRun.get(row.id) ?? []),
  }))
}
