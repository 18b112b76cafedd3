import { JUDGE_LIMIT, type JudgeSource } from "@/lib/contracts/judges"
import type { Conditions } from "@/lib/db/conditions"
import type { Context } from "@/lib/db/context"
import { episodeConditions } from "@/lib/db/episode-filter.sql"
import { pickEpisodes } from "@/lib/db/review-queue.sql"
import { AppError } from "@/lib/domain/errors"
import { requireQueue } from "@/lib/services/queue/require-queue"

/** Conditions over `"Episode" e` for what a judge is to judge. @throws AppError NOT_FOUND for a queue of elsewhere. */
export async function setConditions(
  ctx: Context,
  experimentId: string,
  source: JudgeSource,
): Promise<Conditions> {
  if (source.kind === "filter") return episodeConditions(experimentId, source.filter)
  await requireQueue(ctx, experimentId, source.queueId)
  return episodeConditions(experimentId, {}).add(
    `e.id IN (SELECT "episodeId" FROM "QueueItem" WHERE "experimentId" = ? AND "queueId" = ?)`,
    experimentId,
    source.queueId,
  )
}

/** The episodes that match now, in an order that only the seed decides. @throws AppError NOT_FOUND, TOO_LARGE, CONFLICT */
export async function pickSet(
  ctx: Context,
  experimentId: string,
  source: JudgeSource,
  seed: string,
): Promise<string[]> {
  const where = await setConditions(ctx, experimentId, source)
  const limit = source.kind === "filter" ? (source.count ?? JUDGE_LIMIT + 1) : JUDGE_LIMIT + 1
  const ids = await pickEpisodes(ctx.db.pool, where, seed, limit)
  if (ids.length === 0) throw new AppError("CONFLICT", "No episode matches: there is nothing to judge.")
  if (ids.length > JUDGE_LIMIT) {
    throw new AppError("TOO_LARGE", `One run judges at most ${JUDGE_LIMIT} episodes: say how many to take.`)
  }
  return ids
}
