import type { z } from "zod"
import { episodeMessageSchema } from "@/lib/contracts/episode-input"
import type { getLiveEpisode as route } from "@/lib/contracts/live"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { readLiveSteps } from "@/lib/db/live.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { presentLive } from "@/lib/services/live/present-live"

const STEPS = 200

/** @throws AppError NOT_FOUND when nothing is going on under this id, also when it has been finished. */
export async function getLiveEpisode(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, episodeId, from } = input
  const row = await ctx.db.prisma.liveEpisode.findUnique({
    where: { experimentId_id: { experimentId, id: episodeId } },
  })
  if (!row) throw new AppError("NOT_FOUND", "No such episode is going on in this experiment.")
  const steps = await readLiveSteps(ctx.db.pool, input, { from, limit: STEPS })
  const parsed = steps.map(({ idx, message }) => ({
    idx,
    message: episodeMessageSchema.parse(JSON.parse(message)),
  }))
  return { ...presentLive(row), steps: parsed }
}
