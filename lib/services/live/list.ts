import type { LiveEpisodeRecord } from "@/lib/contracts/live"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentLive } from "@/lib/services/live/present-live"

const LISTED = 100

/** @throws AppError NOT_FOUND for the experiment. */
export async function listLiveEpisodes(
  ctx: Context,
  { experimentId, runId }: { experimentId: string; runId?: string },
): Promise<{ items: LiveEpisodeRecord[]; count: number }> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const where = { experimentId, ...(runId && { runId }) }
  const [rows, count] = await Promise.all([
    ctx.db.prisma.liveEpisode.findMany({
      where,
      orderBy: [{ touchedAt: "desc" }, { id: "desc" }],
      take: LISTED,
    }),
    ctx.db.prisma.liveEpisode.count({ where }),
  ])
  return { items: rows.map(presentLive), count }
}
