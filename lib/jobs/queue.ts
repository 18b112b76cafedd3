import { PgBoss } from "pg-boss"
import type { Database } from "@/lib/db/client"
import { listActiveJobs } from "@/lib/db/queue.sql"
import { processWide } from "@/lib/domain/process-wide"
import { JOBS } from "@/lib/jobs/definitions"
import type { Job } from "@/lib/jobs/job"
import { logger } from "@/lib/logger"

/** Seconds without a sign of life after which a job counts as crashed and is given to another worker. */
const HEARTBEAT_SECONDS = 60
const LONGEST_JOB_SECONDS = 23 * 3600

const queues = processWide("job queues", () => new WeakMap<Database, Promise<PgBoss>>())

async function createQueues(boss: PgBoss): Promise<void> {
  const known = new Set((await boss.getQueues()).map(({ name }) => name))
  for (const { name, retryLimit } of JOBS) {
    if (known.has(name)) continue
    await boss.createQueue(name, {
      // One job waits at a time for the same work: it will see all there is to see.
      policy: "short",
      retryLimit,
      retryDelay: 5,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: LONGEST_JOB_SECONDS,
      deleteAfterSeconds: 7 * 24 * 3600,
    })
  }
}

async function openQueue(db: Database, supervise: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => db.pool.query(text, values) },
    schema: "pgboss",
    supervise,
    schedule: false,
  })
  boss.on("error", (error) => logger.error("job queue", { error }))
  await boss.start()
  await createQueues(boss)
  return boss
}

/** The queue of a database, opened once; it shares the database's pool. Only the worker supervises. */
export function getQueue(db: Database, options: { supervise?: boolean } = {}): Promise<PgBoss> {
  const known = queues.get(db)
  if (known) return known
  const opening = openQueue(db, options.supervise ?? false)
  queues.set(db, opening)
  opening.catch(() => queues.delete(db))
  return opening
}

/** To be called before the database is closed. Waits for running jobs until `timeoutMs`, then aborts them. */
export async function closeQueue(db: Database, timeoutMs = 10_000): Promise<void> {
  const opening = queues.get(db)
  if (!opening) return
  queues.delete(db)
  const boss = await opening
  await boss.stop({ graceful: true, timeout: timeoutMs })
}

/**
 * Hands work to the worker process; the same work waits in the queue once. Call it after the transaction that the work reads
 * has committed.
 */
export async function enqueueJob<Data extends object>(
  db: Database,
  job: Job<Data>,
  data: Data,
  options: { startAfter?: Date } = {},
): Promise<void> {
  const boss = await getQueue(db)
  const parsed = job.data.parse(data)
  await boss.send(job.name, parsed, { ...options, singletonKey: JSON.stringify(parsed) })
}

/** Queues again at once what dead workers were at. Only for a time when no worker lives. */
export async function requeueOrphans(db: Database): Promise<void> {
  const boss = await getQueue(db)
  for (const { id, name, data } of await listActiveJobs(db)) {
    const job = JOBS.find((known) => known.name === name)
    if (!job) continue
    await enqueueJob(db, job, job.data.parse(data))
    await boss.deleteJob(name, id)
  }
}
