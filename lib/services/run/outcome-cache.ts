import type { Context } from "@/lib/db/context"
import { type RunOutcome, readRunOutcomes } from "@/lib/db/run-outcome.sql"
import { processWide } from "@/lib/domain/process-wide"
import { RevisionCache } from "@/lib/services/run/revision-cache"

const cache = processWide("outcomes of runs", () => new RevisionCache<Promise<RunOutcome[]>>())

/** What each run did on its tasks, by run id; episodes are added up once per change of a run, whoever asks meanwhile. */
export async function readOutcomesOfRuns(
  ctx: Context,
  experimentId: string,
  runs: readonly { id: string; revision: number }[],
): Promise<Map<string, RunOutcome[]>> {
  const wanted = new Map(runs.map((run) => [run.id, cache.get(run)]))
  const stale = runs.filter(({ id }) => wanted.get(id) === undefined)
  if (stale.length > 0) {
    const ids = stale.map(({ id }) => id)
    const reading = readRunOutcomes(ctx.db, experimentId, ids)
    for (const run of stale) {
      const outcomes = reading.then((byRun) => byRun.get(run.id) ?? [])
      outcomes.catch(() => cache.delete(run))
      wanted.set(run.id, outcomes)
      cache.set(run, outcomes)
    }
  }
  return new Map(
    await Promise.all(Array.from(wanted, async ([id, outcomes]) => [id, (await outcomes) ?? []] as const)),
  )
}
