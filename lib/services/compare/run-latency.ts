import type { Context } from "@/lib/db/context"
import { countCallLatencies, countLatenciesBySteps, listEpisodeIds } from "@/lib/db/latency.sql"
import { processWide } from "@/lib/domain/process-wide"
import { addLatency, bucketMiddle, type LogHistogram } from "@/lib/domain/stats/log-histogram"
import { RevisionCache } from "@/lib/services/run/revision-cache"

/** Groups of episodes: 1 to 5 steps, 6 to 10, 11 to 20, 21 to 40, more. */
export const STEP_EDGES = [6, 11, 21, 41]

/** So many episodes are read by one statement, however large the run is. */
const BATCH = 1000

interface RunVersion {
  experimentId: string
  id: string
  revision: number
}

interface RunLatency {
  call: LogHistogram
  firstToken: LogHistogram
  /** One histogram of episodes per group of step counts. */
  bySteps: LogHistogram[]
}

const cache = processWide("latencies of runs", () => new RevisionCache<Promise<RunLatency>>())

/** What the roll-up of a run does not hold; read once per change of the run, also when asked for twice at a time. */
export async function readRunLatency(ctx: Context, run: RunVersion): Promise<RunLatency> {
  const known = cache.get(run)
  if (known) return known
  const reading = readAll(ctx, run)
  cache.set(run, reading)
  try {
    return await reading
  } catch (error) {
    cache.delete(run)
    throw error
  }
}

async function readAll(ctx: Context, { experimentId, id: runId }: RunVersion): Promise<RunLatency> {
  const latency: RunLatency = { call: [], firstToken: [], bySteps: [...STEP_EDGES, null].map(() => []) }
  for (const row of await countLatenciesBySteps(ctx.db, { experimentId, runId }, STEP_EDGES)) {
    addCount(latency.bySteps[row.group] as LogHistogram, row)
  }
  for (let after: string | null = null; ; ) {
    const ids = await listEpisodeIds(ctx.db, { experimentId, runId }, after, BATCH)
    for (const row of await countCallLatencies(ctx.db, experimentId, ids)) addCount(latency[row.what], row)
    after = ids.at(-1) ?? null
    if (ids.length < BATCH) return latency
  }
}

function addCount(histogram: LogHistogram, { bucket, count }: { bucket: number | null; count: number }) {
  addLatency(histogram, bucket === null ? 0 : bucketMiddle(bucket), count)
}
