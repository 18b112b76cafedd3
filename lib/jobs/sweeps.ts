import type { Database } from "@/lib/db/client"
import { createContext, SYSTEM_ACTOR } from "@/lib/db/context"
import { getEnv } from "@/lib/env"
import { logger } from "@/lib/logger"
import { closeStaleEpisodes } from "@/lib/services/live/close-stale"
import { sweepMonitors } from "@/lib/services/monitor/sweep"
import { applyRetentions } from "@/lib/services/retention/apply"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** What is due by the clock alone. Each looks again at what is there, so a missed or doubled turn does no harm. */
export class Sweeps {
  private readonly timers: NodeJS.Timeout[]
  private current: Promise<void> = Promise.resolve()

  constructor(db: Database) {
    const ctx = createContext(db, SYSTEM_ACTOR)
    const abandonedAfterMs = getEnv().abandonMinutes * MINUTE_MS
    this.timers = [
      this.every(MINUTE_MS, "stale episodes", () => closeStaleEpisodes(ctx, { abandonedAfterMs })),
      this.every(MINUTE_MS, "monitors", () => sweepMonitors(ctx)),
      this.every(HOUR_MS, "retention", () => applyRetentions(ctx)),
    ]
  }

  private every(ms: number, name: string, work: () => Promise<unknown>): NodeJS.Timeout {
    return setInterval(() => {
      this.current = this.current.then(async () => {
        try {
          await work()
        } catch (error) {
          logger.error("sweep failed", { name, error })
        }
      })
    }, ms)
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer)
    await this.current
  }
}
