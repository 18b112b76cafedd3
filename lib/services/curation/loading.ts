import type { z } from "zod"
import type { getCurationLoading as route } from "@/lib/contracts/curation"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { getColumnCache } from "@/lib/services/curation/column-cache"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

/** How far the columns of an experiment are loaded, for those who wait for a first preview. */
export async function getCurationLoading(
  ctx: Context,
  { experimentId }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  return { loading: getColumnCache(ctx.db).progressOf(experimentId) }
}
