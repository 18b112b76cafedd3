import type { z } from "zod"
import type { listEpisodes as route } from "@/lib/contracts/episodes"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Conditions } from "@/lib/db/conditions"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import { countEpisodes, countEpisodesOfRuns, isWholeRuns } from "@/lib/db/episode.sql"
import { episodeConditions } from "@/lib/db/episode-filter.sql"
import { positionOf, positionSchema, seekEpisodes } from "@/lib/db/episode-seek.sql"
import { requirePermission } from "@/lib/domain/policy"
import { presentEpisode } from "@/lib/services/episode/present-episode"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { addShownOnly } from "@/lib/services/queue/hidden-episodes"

type Input = z.output<(typeof route)["input"]>

async function count(ctx: Context, input: Omit<Input, "cursor">, where: Conditions): Promise<number | null> {
  const { experimentId, sort: _sort, order: _order, limit: _limit, ...filter } = input
  if (isWholeRuns(filter)) return countEpisodesOfRuns(ctx.db, experimentId, filter.runId)
  return countEpisodes(ctx.db, where)
}

export async function listEpisodes(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, input.experimentId)
  const { cursor, ...rest } = input
  const where = episodeConditions(input.experimentId, rest)
  await addShownOnly(ctx, input.experimentId, where)
  const { sort, order, limit } = input
  const from = parseCursor(positionSchema, cursor)
  const [rows, total] = await Promise.all([
    seekEpisodes(ctx.db, { where, sort, order, from, limit: limit + 1 }),
    count(ctx, rest, where),
  ])
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return {
    items: page.map(presentEpisode),
    nextCursor: rows.length > limit && last ? encodeCursor(positionOf(last, sort)) : null,
    count: total,
  }
}
