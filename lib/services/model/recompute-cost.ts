import type { Context } from "@/lib/db/context"
import { readStepTokens, readUnreportedCosts, rebuildRunRollup, writeCosts } from "@/lib/db/recompute.sql"
import { requirePermission } from "@/lib/domain/policy"
import { resolveCost } from "@/lib/domain/pricing/cost"
import type { Price } from "@/lib/domain/pricing/price"
import { estimateUsageFromPrefixSums } from "@/lib/domain/pricing/usage"
import { readCurrentPrice } from "@/lib/services/model/current-price"

const BATCH = 500

interface RunKey {
  experimentId: string
  runId: string
}

async function repriceBatch(ctx: Context, run: RunKey, price: Price | null, after: string | null) {
  const episodes = await readUnreportedCosts(ctx.db, run, after, BATCH)
  if (episodes.length === 0) return null
  const ids = episodes.map(({ id }) => id)
  const messages = await readStepTokens(ctx.db, run.experimentId, ids)
  const costs = episodes.map(({ id, toolTokens, ...usage }) => {
    const counted = messages.get(id)
    const estimatedUsage = counted ? estimateUsageFromPrefixSums(counted, toolTokens) : null
    const cost = resolveCost({ reportedMicro: null, usage, estimatedUsage, price })
    return { id, costMicro: cost.costMicro, costKind: cost.kind }
  })
  await writeCosts(ctx.db, run.experimentId, costs)
  return episodes.length < BATCH ? null : (ids.at(-1) ?? null)
}

/** Gives every episode of a model the cost its current price makes, unless the source reported one. */
export async function recomputeCost(
  ctx: Context,
  input: { modelId: string },
  signal?: AbortSignal,
): Promise<void> {
  requirePermission(ctx.actor, "model.write")
  const price = await readCurrentPrice(ctx.db, input.modelId)
  const runs = await ctx.db.prisma.run.findMany({
    where: { modelId: input.modelId },
    select: { experimentId: true, id: true },
    orderBy: [{ experimentId: "asc" }, { id: "asc" }],
  })
  for (const { experimentId, id: runId } of runs) {
    let after: string | null = null
    do {
      signal?.throwIfAborted()
      after = await repriceBatch(ctx, { experimentId, runId }, price, after)
    } while (after !== null)
    await rebuildRunRollup(ctx.db, { experimentId, runId })
  }
}
