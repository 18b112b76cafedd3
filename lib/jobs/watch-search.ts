import type { Database } from "@/lib/db/client"
import { listStaleIndexes } from "@/lib/db/search.sql"
import { searchIndexJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { logger } from "@/lib/logger"

const LOOK_EVERY_MS = 2000

/**
 * Looks every two seconds for experiments whose search lacks something, and has the worker index them: whoever writes episodes
 * need not know of the search.
 */
export function watchSearch(db: Database): { stop(): Promise<void> } {
  let looking: Promise<void> | null = null
  const look = async () => {
    try {
      for (const experimentId of await listStaleIndexes(db.pool)) {
        await enqueueJob(db, searchIndexJob, { experimentId })
      }
    } catch (error) {
      logger.error("search watch", { error })
    }
  }
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = null
    })
  }, LOOK_EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await looking
    },
  }
}
