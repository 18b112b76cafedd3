import type { z } from "zod"
import type { maskErroredCalls as route } from "@/lib/contracts/label-schema"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { insertLabels, lockEpisodes, type StoredLabel } from "@/lib/db/label.sql"
import { listMaskedByRule, listUnmaskedErrors } from "@/lib/db/mask.sql"
import { newId } from "@/lib/db/new-id"
import { withTransaction } from "@/lib/db/transaction"
import { requirePermission } from "@/lib/domain/policy"
import { requireAllEpisodes } from "@/lib/services/episode/selection"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

const BATCH = 5000

/**
 * Says of every assistant step whose tool call errored that it is not trained on; or takes that back. A person's own mask on a
 * step stands above the rule's. Run again, it changes nothing. @throws AppError NOT_FOUND
 */
export async function maskErroredCalls(
  ctx: Context,
  { experimentId, filter, undo }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "experiment.write")
  await requireExperiment(ctx, experimentId)
  const where = await requireAllEpisodes(ctx, { experimentId, filter })
  const find = undo ? listMaskedByRule : listUnmaskedErrors
  const episodes = new Set<string>()
  let steps = 0
  for (;;) {
    const targets = await find(ctx.db.pool, where, BATCH)
    if (targets.length === 0) return { steps, episodes: episodes.size }
    const labels = targets.map(
      (target): StoredLabel => ({
        ...target,
        id: newId(),
        key: "mask",
        name: "",
        value: undo ? null : true,
        source: "rule",
        authorId: ctx.actor.userId,
        adjudicated: false,
        admitted: true,
        createdAt: ctx.now().toISOString(),
      }),
    )
    const ids = [...new Set(targets.map(({ episodeId }) => episodeId))]
    await withTransaction(ctx.db, async (client) => {
      await lockEpisodes(client, experimentId, ids)
      await insertLabels(client, experimentId, labels)
    })
    for (const id of ids) episodes.add(id)
    steps += targets.length
  }
}
