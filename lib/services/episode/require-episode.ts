import type { Context } from "@/lib/db/context"
import { readStepCount } from "@/lib/db/episode.sql"
import { AppError } from "@/lib/domain/errors"

/** @throws AppError NOT_FOUND, also when the episode belongs to another experiment. */
export async function requireEpisode(
  ctx: Context,
  experimentId: string,
  episodeId: string,
): Promise<{ stepCount: number }> {
  const stepCount = await readStepCount(ctx.db, experimentId, episodeId)
  if (stepCount === null) throw new AppError("NOT_FOUND", "There is no such episode in this experiment.")
  return { stepCount }
}
