import type { Conditions } from "@/lib/db/conditions"
import type { Context } from "@/lib/db/context"
import { hiddenEpisode, listAllHiddenEpisodes, listHiddenEpisodes } from "@/lib/db/review.sql"
import { AppError } from "@/lib/domain/errors"
import { type Actor, can } from "@/lib/domain/policy"

function readerOf(actor: Actor) {
  if (actor.userId === null || !can(actor, "label.write")) return null
  return { userId: actor.userId, managesQueues: can(actor, "queue.manage") }
}

async function hasBlindQueue(ctx: Context, experimentId: string): Promise<boolean> {
  const open = await ctx.db.prisma.queue.findFirst({
    where: { experimentId, blind: true, closedAt: null },
    select: { id: true },
  })
  return open !== null
}

/** Which of some episodes the caller is to judge without knowing whose they are and how they ended. */
export async function findHidden(
  ctx: Context,
  experimentId: string,
  episodeIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const reader = readerOf(ctx.actor)
  if (!reader || episodeIds.length === 0) return new Set()
  return listHiddenEpisodes(ctx.db.pool, experimentId, episodeIds, reader)
}

/** @throws AppError FORBIDDEN while a blind queue hides the episode from the caller. */
export async function requireShown(ctx: Context, experimentId: string, episodeId: string): Promise<void> {
  const hidden = await findHidden(ctx, experimentId, [episodeId])
  if (hidden.size === 0) return
  throw new AppError(
    "FORBIDDEN",
    "A queue asks you to judge this episode blind: it opens once your review is in or the queue closes.",
  )
}

/** Whom an experiment hides some of its episodes from: the caller, or nobody. */
export async function findBlindReader(ctx: Context, experimentId: string) {
  const reader = readerOf(ctx.actor)
  return reader && (await hasBlindQueue(ctx, experimentId)) ? reader : null
}

/** Leaves such episodes out of a list over `"Episode" e`. */
export async function addShownOnly(ctx: Context, experimentId: string, where: Conditions): Promise<void> {
  const reader = await findBlindReader(ctx, experimentId)
  if (reader) where.add(`NOT ${hiddenEpisode(where.bind(reader.userId), reader.managesQueues)}`)
}

/** All of an experiment that `addShownOnly` leaves out. */
export async function listHidden(ctx: Context, experimentId: string): Promise<ReadonlySet<string>> {
  const reader = readerOf(ctx.actor)
  if (!reader || !(await hasBlindQueue(ctx, experimentId))) return new Set()
  return listAllHiddenEpisodes(ctx.db.pool, experimentId, reader)
}
