import type { z } from "zod"
import type { previewRetention as route } from "@/lib/contracts/removals"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { countReached } from "@/lib/db/removal.sql"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { reachOfRetention } from "@/lib/services/removal/reach"

/** @throws AppError NOT_FOUND */
export async function previewRetention(
  ctx: Context,
  { experimentId, ...rule }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const { oldest, ...counts } = await countReached(
    ctx.db.pool,
    experimentId,
    reachOfRetention(rule, ctx.now()),
  )
  return { ...counts, oldest: oldest?.toISOString() ?? null }
}
