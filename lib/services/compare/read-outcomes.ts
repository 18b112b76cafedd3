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

/** What every run did on its tasks, by run id and in order of task number; episodes are summed once per change of a run. */
export async function readOutcomes(ctx: Context, query: OutcomesQuery): Promise<Map<string, TaskOutcome[]>> {
  const byRun = await readCached(ctx, query)
  const numbers = [
    ...new Set([...byRun.values()].flatMap((outcomes) => outcomes.map(({ taskNo }) => taskNo))),
  ]
  const { experimentId, splits, groups } = query
  const rows = await readComparedTasks(ctx.db, experimentId, { numbers, splits, groups })
  const tasks = new Map(rows.map(({ no, ...task }) => [no, task]))
  const withTask = (outcome: RunOutcome): TaskOutcome[] => {
    const task = tasks.get(outcome.taskNo)
    return task ? [{ ...outcome, ...task }] : []
  }
  return new Map([...byRun].map(([runId, outcomes]) => [runId, outcomes.flatMap(withTask)]))
}

async function readCached(
  ctx: Context,
  { experimentId, runIds }: OutcomesQuery,
): Promise<Map<string, RunOutcome[]>> {
  const runs = await ctx.db.prisma.run.findMany({
    where: { experimentId, id: { in: [...runIds] } },
    select: { id: true, revision: true },
  })
  const known = new Map(runs.map((run) => [run.id, cache.get(run)]))
  const stale = runs.filter(({ id }) => known.get(id) === undefined)
  if (stale.length > 0) {
    const ids = stale.map(({ id }) => id)
    const read = Map.groupBy(await readRunOutcomes(ctx.db, experimentId, ids), ({ runId }) => runId)
    for (const run of stale) {
      const outcomes = read.get(run.id) ?? []
      known.set(run.id, outcomes)
      cache.set(run, outcomes)
    }
  }
  return new Map(runIds.map((runId) => [runId, known.get(runId) ?? []]))
}
