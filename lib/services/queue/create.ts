import type { z } from "zod"
import { QUEUE_LIMIT, type QueueRecord, type createQueue as route } from "@/lib/contracts/queues"
import type { Conditions } from "@/lib/db/conditions"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import {
  insertQueue,
  insertQueueItems,
  type NewItem,
  pickCheckItems,
  pickEpisodes,
  readUnansweredPicks,
} from "@/lib/db/review-queue.sql"
import { withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { createRandom, deriveSeed, randomInt } from "@/lib/domain/random"
import { requireAllEpisodes } from "@/lib/services/episode/selection"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentQueues } from "@/lib/services/queue/present-queue"
import { requireQueue } from "@/lib/services/queue/require-queue"

type Input = z.output<(typeof route)["input"]>

/** The filter that both the items and the check items come from. */
function conditionsOf(ctx: Context, { experimentId, source }: Input): Promise<Conditions> {
  return requireAllEpisodes(ctx, { experimentId, filter: source.kind === "filter" ? source.filter : {} })
}

async function readSource(ctx: Context, input: Input, where: Conditions, seed: string): Promise<string[]> {
  const { source } = input
  if (source.kind === "draw") return readUnansweredPicks(ctx.db.pool, input.experimentId, source.drawId)
  const limit = source.count ?? QUEUE_LIMIT + 1
  const ids = await pickEpisodes(ctx.db.pool, where, seed, limit)
  if (ids.length > QUEUE_LIMIT) {
    throw new AppError("TOO_LARGE", `A queue holds at most ${QUEUE_LIMIT} episodes: say how many to take.`)
  }
  return ids
}

/** Check items at places that only the seed decides, so that nobody learns where they are. */
function mixIn(items: readonly string[], checks: readonly NewItem[], seed: string): NewItem[] {
  const random = createRandom(deriveSeed(0, seed))
  const known = new Set(checks.map(({ episodeId }) => episodeId))
  const mixed: NewItem[] = items
    .filter((episodeId) => !known.has(episodeId))
    .map((episodeId) => ({ episodeId, gold: null }))
  for (const check of checks) mixed.splice(randomInt(random, mixed.length + 1), 0, check)
  return mixed
}

async function pickItems(ctx: Context, input: Input, seed: string): Promise<NewItem[]> {
  const where = await conditionsOf(ctx, input)
  const [ids, checks] = await Promise.all([
    readSource(ctx, input, where, seed),
    input.checkItems === 0 ? [] : pickCheckItems(ctx.db.pool, where, seed, input.checkItems),
  ])
  if (ids.length === 0) throw new AppError("CONFLICT", "No episode matches: the queue would be empty.")
  if (checks.length < input.checkItems) {
    const found = checks.length === 1 ? "only one does" : `only ${checks.length} do`
    throw new AppError("CONFLICT", `Check items need episodes that people called good or bad; ${found}.`)
  }
  return mixIn(
    ids,
    checks.map(({ id, label }) => ({ episodeId: id, gold: label })),
    seed,
  )
}

/**
 * Makes a queue of the episodes that match now; later ones do not join it.
 * @throws AppError NOT_FOUND, TOO_LARGE, CONFLICT when nothing matches or check items are missing.
 */
export async function createQueue(ctx: Context, input: Input): Promise<QueueRecord> {
  requirePermission(ctx.actor, "queue.manage")
  await requireExperiment(ctx, input.experimentId)
  const { source: _, checkItems: __, ...fields } = input
  const { experimentId, reviewsPerItem } = input
  const id = newId()
  const items = await pickItems(ctx, input, id)
  await withTransaction(ctx.db, async (client) => {
    await insertQueue(client, { ...fields, id, createdById: ctx.actor.userId, createdAt: ctx.now() })
    await insertQueueItems(client, { experimentId, queueId: id, reviewsPerItem }, items)
  })
  const [queue] = await presentQueues(ctx, experimentId, [await requireQueue(ctx, experimentId, id)])
  return queue as QueueRecord
}
