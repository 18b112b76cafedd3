import type { z } from "zod"
import type { getHealth as route } from "@/lib/contracts/system"
import type { Context } from "@/lib/db/context"
import { readLastRound, readServer } from "@/lib/db/health.sql"
import { isWorkerPresent } from "@/lib/db/worker-presence.sql"
import { AppError } from "@/lib/domain/errors"
import { logger } from "@/lib/logger"
import packageJson from "@/package.json" with { type: "json" }

/** Open to strangers, so it says nothing about the data. @throws AppError UNAVAILABLE when the database does not answer. */
export async function getHealth(ctx: Context): Promise<z.input<(typeof route)["output"]>> {
  try {
    const startedAt = performance.now()
    const { version, hasQueue } = await readServer(ctx.db)
    const latencyMs = Math.round(performance.now() - startedAt)
    const isAlive = await isWorkerPresent(ctx.db)
    const seenAt = isAlive ? ctx.now() : hasQueue ? await readLastRound(ctx.db) : null
    return {
      status: "ok",
      version: packageJson.version,
      database: { version, latencyMs },
      worker: seenAt && { lastSeenAt: seenAt.toISOString(), isAlive },
    }
  } catch (error) {
    logger.error("database unreachable", { error })
    throw new AppError("UNAVAILABLE", "The database does not answer.", [], { cause: error })
  }
}
