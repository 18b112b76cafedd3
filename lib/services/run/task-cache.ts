import type { Context } from "@/lib/db/context"
import { type RunTask, readRunTasks } from "@/lib/db/run.sql"

const CACHE_RUNS = 2000

/** Tasks of a run by its revision, which every write to its episodes raises: read once per change, not once per look. */
const cache = new Map<string, { revision: number; tasks: RunTask[] }>()

interface RunVersion {
  id: string
  revision: number
}

function remember({ id, revision }: RunVersion, tasks: RunTask[]): void {
  cache.delete(id)
  cache.set(id, { revision, tasks })
  const oldest = cache.keys().next().value
  if (cache.size > CACHE_RUNS && oldest !== undefined) cache.delete(oldest)
}

/** The tasks of each run, by run id. */
export async function readTasksOfRuns(
  ctx: Context,
  experimentId: string,
  runs: readonly RunVersion[],
): Promise<Map<string, RunTask[]>> {
  const stale = runs.filter(({ id, revision }) => cache.get(id)?.revision !== revision)
  if (stale.length > 0) {
    const ids = stale.map(({ id }) => id)
    const groups = Map.groupBy(await readRunTasks(ctx.db, experimentId, ids), ({ runId }) => runId)
    for (const run of stale) remember(run, groups.get(run.id) ?? [])
  }
  return new Map(runs.map(({ id }) => [id, cache.get(id)?.tasks ?? []]))
}
