import type { z } from "zod"
import type { getHealth as route } from "@/lib/contracts/system"
import type { Context } from "@/lib/db/context"
import { readHeartbeat, readServer } from "@/lib/db/health.sql"
import { AppError } from "@/lib/domain/errors"
import { logger } from "@/lib/logger"
import packageJson from "@/package.json" with { type: "json" }

const ALIVE_MS = 3 * 60 * 1000

/** Open to strangers, so it says nothing about the data. @throws AppError UNAVAILABLE when the database does not answer. */
export async function getHealth(ctx: Context): Promise<z.input<(typeof route)["output"]>> {
  try {
    const startedAt = performance.now()
    const { version, hasQueue } = await readServer(ctx.db)
    const latencyMs = Math.round(performance.now() - startedAt)
    const seenAt = hasQueue ? await readHeartbeat(ctx.db) : null
    const isAlive = seenAt !== null && ctx.now().getTime() - seenAt.getTime() < ALIVE_MS
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
