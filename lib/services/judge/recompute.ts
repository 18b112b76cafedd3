import type { Context } from "@/lib/db/context"
import { listJudgedEpisodes } from "@/lib/db/judge.sql"
import { lockEpisodes, readLabelHistory, writeVerdicts } from "@/lib/db/label.sql"
import { withTransaction } from "@/lib/db/transaction"
import { requirePermission } from "@/lib/domain/policy"
import { standingVerdict } from "@/lib/services/label/standing-verdict"

const BATCH = 500

interface JudgeKey {
  experimentId: string
  judgeId: string
}

async function recomputeBatch(ctx: Context, experimentId: string, ids: string[]): Promise<void> {
  await withTransaction(ctx.db, async (client) => {
    const locked = await lockEpisodes(client, experimentId, ids)
    const history = Map.groupBy(
      await readLabelHistory(client, experimentId, ids),
      ({ episodeId }) => episodeId,
    )
    await writeVerdicts(
      client,
      experimentId,
      locked.map(({ id }) => standingVerdict(id, history.get(id) ?? [])),
    )
  })
}

/** Writes the current verdict anew beside every episode that a judge has judged. Interrupted, it is simply run again. */
export async function recomputeJudged(ctx: Context, key: JudgeKey, signal?: AbortSignal): Promise<void> {
  requirePermission(ctx.actor, "judge.manage")
  const { experimentId, judgeId } = key
  const judge = await ctx.db.prisma.judge.findUnique({
    where: { experimentId_id: { experimentId, id: judgeId } },
    select: { recomputingAt: true },
  })
  if (!judge) return
  for (let after: string | null = null; ; ) {
    signal?.throwIfAborted()
    const ids = await listJudgedEpisodes(ctx.db.pool, key, after, BATCH)
    if (ids.length > 0) await recomputeBatch(ctx, experimentId, ids)
    after = ids.at(-1) ?? null
    if (ids.length < BATCH) break
  }
  // A decision made in the meantime has set another time, and its own job.
  await ctx.db.prisma.judge.updateMany({
    where: { experimentId, id: judgeId, recomputingAt: judge.recomputingAt },
    data: { recomputingAt: null },
  })
}
