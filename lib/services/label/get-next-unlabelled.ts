import type { z } from "zod"
import type { getNextUnlabelled as route } from "@/lib/contracts/labels"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { readEpisode } from "@/lib/db/episode.sql"
import { type Position, positionOf } from "@/lib/db/episode-seek.sql"
import { readNextPick } from "@/lib/db/label-draw.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { openSelection } from "@/lib/services/episode/selection"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

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
  const { experimentId, sort, order, after: _, draw: __, ...filter } = input
  const from = await startingPlace(ctx, input)
  const [unlabelled, all] = await Promise.all([
    openSelection(ctx, { experimentId, filter: { ...filter, label: ["unlabelled"] } }),
    openSelection(ctx, { experimentId, filter }),
  ])
  const [after, first, remaining, total] = await Promise.all([
    unlabelled.page({ sort, order, from, limit: 1 }),
    unlabelled.page({ sort, order, from: null, limit: 1 }),
    unlabelled.count(),
    all.count(),
  ])
  const next = [after[0], first[0]].find((row) => row !== undefined && row.id !== input.after)
  return { episodeId: next?.id ?? null, remaining, total }
}
