import type { Context } from "@/lib/db/context"
import { Prisma } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { logger } from "@/lib/logger"
import { finishLiveEpisode } from "@/lib/services/live/finish"

const PAGE = 100
/** An end that takes longer was interrupted. */
const ENDING_MS = 60_000
const ABANDONED = { stopReason: "abandoned" }

/**
 * Ends what nobody has touched for `abandonedAfterMs` as `abandoned`, and what was interrupted while it ended. Answers how many
 * there were.
 */
export async function closeStaleEpisodes(
  ctx: Context,
  { abandonedAfterMs }: { abandonedAfterMs: number },
): Promise<number> {
  requirePermission(ctx.actor, "episode.ingest")
  const before = (ms: number) => new Date(ctx.now().getTime() - ms)
  const { prisma } = ctx.db
  let closed = 0
  for (let after = ""; ; ) {
    const rows = await prisma.liveEpisode.findMany({
      where: {
        ...(after && { id: { gt: after } }),
        OR: [
          { touchedAt: { lt: before(abandonedAfterMs) } },
          { touchedAt: { lt: before(ENDING_MS) }, outcome: { not: Prisma.DbNull } },
        ],
      },
      select: { experimentId: true, id: true },
      orderBy: { id: "asc" },
      take: PAGE,
    })
    for (const { experimentId, id: episodeId } of rows) {
      try {
        await finishLiveEpisode(ctx, { experimentId, episodeId }, ABANDONED)
        closed += 1
      } catch (error) {
        if (!(error instanceof AppError)) throw error
        logger.warn("a stale episode could not be closed", { episodeId, error })
      }
    }
    after = rows.at(-1)?.id ?? ""
    if (rows.length < PAGE) return closed
  }
}
