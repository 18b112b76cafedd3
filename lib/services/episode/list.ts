import type { z } from "zod"
import type { listEpisodes as route } from "@/lib/contracts/episodes"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import { positionOf, positionSchema } from "@/lib/db/episode-seek.sql"
import { requirePermission } from "@/lib/domain/policy"
import { presentEpisode } from "@/lib/services/episode/present-episode"
import { openSelection } from "@/lib/services/episode/selection"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

export async function listEpisodes(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, cursor, sort, order, limit, exactCount, ...filter } = input
  const from = parseCursor(positionSchema, cursor)
  const [selection] = await Promise.all([
    openSelection(ctx, { experimentId, filter }),
    requireExperiment(ctx, experimentId),
  ])
  const rows = await selection.page({ sort, order, from, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(presentEpisode),
    nextCursor: rows.length > limit && last ? encodeCursor(positionOf(last, sort)) : null,
    count: await selection.count(exactCount),
    search: selection.search,
  }
}
