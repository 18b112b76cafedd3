import type { Context } from "@/lib/db/context"
import { type RunTask, readRunTasks } from "@/lib/db/run.sql"
import { RevisionCache } from "@/lib/services/run/revision-cache"

const cache = new RevisionCache<RunTask[]>()

/** The tasks of each run, by run id; read once per change, not once per look. */
export async function readTasksOfRuns(
  ctx: Context,
  experimentId: string,
  runs: readonly { id: string; revision: number }[],
): Promise<Map<string, RunTask[]>> {
  const known = new Map(runs.map((run) => [run.id, cache.get(run)]))
  const stale = runs.filter(({ id }) => known.get(id) === undefined)
  if (stale.length > 0) {
    const ids = stale.map(({ id }) => id)
    const groups = Map.groupBy(await readRunTasks(ctx.db, experimentId, ids), ({ runId }) => runId)
    for (const run of stale) {
      const tasks = groups.get(run.id) ?? []
      known.set(run.id, tasks)
      cache.set(run, tasks)
    }
  }
  return new Map(runs.map(({ id }) => [id, known.get(id) ?? []]))
}
