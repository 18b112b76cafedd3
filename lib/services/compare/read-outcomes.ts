import { type RunOutcome, readComparedTasks, readRunOutcomes, type TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { RevisionCache } from "@/lib/services/run/revision-cache"

const cache = new RevisionCache<RunOutcome[]>()

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
    const outcomes = tasks.flatMap(({ no, ...task }): TaskOutcome[] => {
      const sum = byTask.get(no)
      return sum ? [{ ...sum, ...task }] : []
    })
    return { runId: id, revision, outcomes }
  })
}

async function readCached(ctx: Context, { experimentId, runIds }: OutcomesQuery) {
  const found = await ctx.db.prisma.run.findMany({
    where: { experimentId, id: { in: [...runIds] } },
    select: { id: true, revision: true },
  })
  const stale = found.filter((run) => cache.get(run) === undefined)
  const ids = stale.map(({ id }) => id)
  const read = ids.length > 0 ? await readRunOutcomes(ctx.db, experimentId, ids) : []
  const byRun = Map.groupBy(read, ({ runId }) => runId)
  const runs = new Map(
    found.map((run) => [run.id, { ...run, sums: cache.get(run) ?? byRun.get(run.id) ?? [] }]),
  )
  for (const run of stale) cache.set(run, byRun.get(run.id) ?? [])
  return runIds.flatMap((runId) => runs.get(runId) ?? [])
}
