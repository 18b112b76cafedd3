import type { z } from "zod"
import type { getNextUnlabelled as route } from "@/lib/contracts/labels"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { countEpisodes, readEpisode } from "@/lib/db/episode.sql"
import { episodeConditions } from "@/lib/db/episode-filter.sql"
import { type Position, positionOf, seekEpisodes } from "@/lib/db/episode-seek.sql"
import { readNextPick } from "@/lib/db/label-draw.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { addShownOnly } from "@/lib/services/queue/hidden-episodes"

type Input = z.output<(typeof route)["input"]>

async function startingPlace(ctx: Context, input: Input): Promise<Position | null> {
  if (input.after === undefined) return null
  const row = await readEpisode(ctx.db, input.experimentId, input.after)
  if (!row) throw new AppError("NOT_FOUND", "There is no such episode in this experiment.")
  return positionOf(row, input.sort)
}

async function nextOfDraw(ctx: Context, input: Input, drawId: string) {
  const next = await readNextPick(ctx.db.pool, input.experimentId, drawId, input.after ?? null)
  if (!next) throw new AppError("NOT_FOUND", "There is no such draw in this experiment.")
  return next
}

/** The next unlabelled episode in the order or of the draw, from the top again after the last one; null when none is left. */
export async function getNextUnlabelled(ctx: Context, input: Input): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, input.experimentId)
  if (input.draw !== undefined) return nextOfDraw(ctx, input, input.draw)
  const where = episodeConditions(input.experimentId, { ...input, label: ["unlabelled"] })
  await addShownOnly(ctx, input.experimentId, where)
  const seek = { where, sort: input.sort, order: input.order, limit: 1 }
  const from = await startingPlace(ctx, input)
  const [after, first, remaining, total] = await Promise.all([
    seekEpisodes(ctx.db, { ...seek, from }),
    seekEpisodes(ctx.db, { ...seek, from: null }),
    countEpisodes(ctx.db, where),
    countEpisodes(ctx.db, episodeConditions(input.experimentId, input)),
  ])
  const next = [after[0], first[0]].find((row) => row !== undefined && row.id !== input.after)
  return { episodeId: next?.id ?? null, remaining, total }
}
