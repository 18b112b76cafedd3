import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"

/** @throws AppError NOT_FOUND, also when the episode belongs to another experiment. */
export async function requireEpisode(ctx: Context, experimentId: string, episodeId: string) {
  const episode = await ctx.db.prisma.episode.findUnique({
    where: { experimentId_id: { experimentId, id: episodeId } },
    select: { id: true, stepCount: true },
  })
  if (!episode) throw new AppError("NOT_FOUND", "There is no such episode in this experiment.")
  return episode
}
