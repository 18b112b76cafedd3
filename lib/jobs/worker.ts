import type { Database } from "@/lib/db/client"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { WorkerPresence } from "@/lib/db/worker-presence.sql"
import { HANDLERS, type RegisteredJob } from "@/lib/jobs/handlers"
import { closeQueue, getQueue, requeueOrphans } from "@/lib/jobs/queue"
import { resumeFineTunes } from "@/lib/jobs/resume-fine-tunes"
import { resumeUnfinished } from "@/lib/jobs/resume-unfinished"
import { Sweeps } from "@/lib/jobs/sweeps"
import { logger } from "@/lib/logger"
import { sweepDeployments } from "@/lib/services/deployment/sweep"
import { sweepRuns } from "@/lib/services/fine-tune/sweep-runs"
import { removeStaleUploads } from "@/lib/services/import/remove-stale-uploads"

export interface Worker {
  /** Lets running jobs finish for `timeoutMs`, then aborts them; they run again later. */
  stop(timeoutMs?: number): Promise<void>
}

async function runJob(
  db: Database,
  { job, run }: RegisteredJob,
  id: string,
  data: unknown,
  signal: AbortSignal,
) {
  const startedAt = performance.now()
  try {
    await run(createContext(db, SYSTEM_ACTOR), data, signal)
    logger.info("job done", { job: job.name, id, ms: Math.round(performance.now() - startedAt) })
  } catch (error) {
    logger.error("job failed", { job: job.name, id, error })
    throw error
  }
}

/** Takes jobs from the queue until stopped. One process may hold one worker per database. */
export async function startWorker(db: Database): Promise<Worker> {
  const boss = await getQueue(db, { supervise: true })
  const presence = await WorkerPresence.begin(db.url, () => requeueOrphans(db))
  await resumeUnfinished(db)
  await resumeFineTunes(db)
  await sweepDeployments(createContext(db, SYSTEM_ACTOR))
  await sweepRuns(createContext(db, SYSTEM_ACTOR))
  for (const registered of HANDLERS) {
    const { name, concurrency } = registered.job
    const options = { localConcurrency: concurrency, pollingIntervalSeconds: 0.5 }
    await boss.work(name, options, async (jobs) => {
      for (const job of jobs) await runJob(db, registered, job.id, job.data, job.signal)
    })
  }
  await removeStaleUploads(createContext(db, SYSTEM_ACTOR))
  const sweeps = new Sweeps(db)
  return {
    async stop(timeoutMs) {
      await sweeps.stop()
      await closeQueue(db, timeoutMs)
      await presence.end()
    },
  }
}
