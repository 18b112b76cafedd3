import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import {
  insertSearchParts,
  listUnindexed,
  type NewPart,
  readSearchMoment,
  readUnindexedSteps,
  writeSearchMoment,
} from "@/lib/db/search.sql"
import { sqlState, withTransaction } from "@/lib/db/transaction"
import { requirePermission } from "@/lib/domain/policy"
import { cutParts } from "@/lib/services/search/cut-parts"

const IDS_PER_READ = 2000
const EPISODES_PER_BATCH = 100

async function writeParts(ctx: Context, experimentId: string, parts: readonly NewPart[]): Promise<void> {
  await withTransaction(ctx.db, (client) => insertSearchParts(client, experimentId, parts))
}

/** One batch at once; where one episode is more than Postgres can index, that one is marked as read and not found. */
async function indexBatch(ctx: Context, experimentId: string, ids: readonly string[]): Promise<void> {
  const parts = cutParts(await readUnindexedSteps(ctx.db.pool, experimentId, ids))
  try {
    await writeParts(ctx, experimentId, parts)
  } catch (error) {
    if (!sqlState(error)?.startsWith("54")) throw error
    if (ids.length > 1) {
      for (const id of ids) await indexBatch(ctx, experimentId, [id])
    } else {
      await writeParts(
        ctx,
        experimentId,
        parts.map((part) => ({ ...part, text: "" })),
      )
    }
  }
}

async function indexPass(
  ctx: Context,
  experimentId: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  const moment = await readSearchMoment(ctx.db.pool, experimentId)
  if (!moment) return 0
  let count = 0
  for (let after: string | null = null; ; ) {
    const wanted = { watermark: moment.watermark, after, limit: IDS_PER_READ }
    const ids: string[] = await listUnindexed(ctx.db.pool, experimentId, wanted)
    for (let from = 0; from < ids.length; from += EPISODES_PER_BATCH) {
      signal?.throwIfAborted()
      await indexBatch(ctx, experimentId, ids.slice(from, from + EPISODES_PER_BATCH))
    }
    count += ids.length
    after = ids.at(-1) ?? null
    if (ids.length < IDS_PER_READ) break
  }
  await writeSearchMoment(ctx.db.pool, experimentId, moment.xmin, ctx.now())
  return count
}

/**
 * Puts into the search of an experiment what it lacks: new episodes and steps that were appended; answers how many episodes
 * that was. Every batch commits, so that what a killed pass has done stays done. One process at a time does it.
 */
export async function indexEpisodes(
  ctx: Context,
  { experimentId }: { experimentId: string },
  signal?: AbortSignal,
): Promise<number> {
  requirePermission(ctx.actor, "workspace.manage")
  const work = () => indexPass(ctx, experimentId, signal)
  return withAdvisoryLock(ctx.db, `search ${experimentId}`, work, signal)
}
