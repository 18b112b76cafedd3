import { readComparedTasks, type TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { readOutcomesOfRuns } from "@/lib/services/run/outcome-cache"

export interface OutcomesQuery {
  experimentId: string
  runIds: readonly string[]
  /** Tasks of these splits only; tasks without a split never match. */
  splits?: string[]
  /** Tasks of these families only. */
  groups?: string[]
}

/** What one run did on its tasks, in order of their keys. */
export interface RunOutcomes {
  runId: string
  revision: number
  outcomes: TaskOutcome[]
}

/** What every run did on its tasks, in the order asked for; episodes are summed once per change of a run. */
export async function readOutcomes(ctx: Context, query: OutcomesQuery): Promise<RunOutcomes[]> {
  const runs = await readCached(ctx, query)
  const numbers = [...new Set(runs.flatMap(({ sums }) => sums.map(({ taskNo }) => taskNo)))]
  const { experimentId, splits, groups } = query
  const tasks = await readComparedTasks(ctx.db, experimentId, { numbers, splits, groups })
  return runs.map(({ id, revision, sums }) => {
    const byTask = new Map(sums.map((sum) => [sum.taskNo, sum]))
    const outcomes: TaskOutcome[] = []
    for (const { no, key, title, split, group } of tasks) {
      const sum = byTask.get(no)
      if (sum) outcomes.push({ ...sum, key, title, split, group })
    }
    return { runId: id, revision, outcomes }
  })
}

async function readCached(ctx: Context, { experimentId, runIds }: OutcomesQuery) {
  const found = await ctx.db.prisma.run.findMany({
    where: { experimentId, id: { in: [...runIds] } },
    select: { id: true, revision: true },
  })
  const outcomes = await readOutcomesOfRuns(ctx, experimentId, found)
  const runs = new Map(found.map((run) => [run.id, { ...run, sums: outcomes.get(run.id) ?? [] }]))
  return runIds.flatMap((runId) => runs.get(runId) ?? [])
}
