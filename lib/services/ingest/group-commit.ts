import type { Database } from "@/lib/db/client"
import type { IngestTarget, NewEpisode } from "@/lib/db/ingest.sql"
import { type WriteResult, writeOrReject } from "@/lib/services/ingest/write-or-reject"

/** Writes of at least this many episodes go alone; smaller ones wait for the write before them and then go together. */
const SMALL_WRITE = 50
const GROUP_EPISODES = 250

interface Waiting {
  episodes: readonly NewEpisode[]
  settle: PromiseWithResolvers<WriteResult>
}

const queues = new WeakMap<Database, Map<string, Waiting[]>>()

function takeGroup(waiting: Waiting[]): Waiting[] {
  let size = 0
  const end = waiting.findIndex(({ episodes }) => {
    size += episodes.length
    return size >= GROUP_EPISODES
  })
  return waiting.splice(0, end === -1 ? waiting.length : end + 1)
}

async function drain(db: Database, target: IngestTarget, waiting: Waiting[]): Promise<void> {
  while (waiting.length > 0) {
    const group = takeGroup(waiting)
    const write = writeOrReject(
      db,
      target,
      group.flatMap(({ episodes }) => episodes),
    )
    await write.then(
      (result) => {
        for (const { settle } of group) settle.resolve(result)
      },
      (error: unknown) => {
        for (const { settle } of group) settle.reject(error)
      },
    )
  }
}

/**
 * Writes episodes of a run. Single posts that arrive while another is being committed share the next transaction, because
 * a commit costs as much for one episode as for many. Resolves after the commit.
 */
export async function commitEpisodes(
  db: Database,
  target: IngestTarget,
  episodes: readonly NewEpisode[],
): Promise<WriteResult> {
  const isAlone = target.importId !== undefined || target.endsLive || episodes.length >= SMALL_WRITE
  if (episodes.length === 0 || isAlone) return writeOrReject(db, target, episodes)
  const runs = queues.get(db) ?? new Map<string, Waiting[]>()
  queues.set(db, runs)
  const settle = Promise.withResolvers<WriteResult>()
  const key = `${target.experimentId}/${target.runId}`
  const waiting = runs.get(key)
  if (waiting) {
    waiting.push({ episodes, settle })
  } else {
    const fresh = [{ episodes, settle }]
    runs.set(key, fresh)
    void drain(db, target, fresh).finally(() => runs.delete(key))
  }
  return settle.promise
}
