import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import { type listSteps as route, STEP_TEXT_LIMIT } from "@/lib/contracts/steps"
import type { Context } from "@/lib/db/context"
import { mapSteps } from "@/lib/db/step.sql"
import { requirePermission } from "@/lib/domain/policy"
import { requireEpisode } from "@/lib/services/episode/require-episode"
import { findHidden } from "@/lib/services/queue/hidden-episodes"
import { presentStep, withoutTraces } from "@/lib/services/step/present-step"

/** A window of steps, long texts cut; from whoever judges the episode blind, what it cost and earned is kept back. @throws AppError NOT_FOUND */
export async function listSteps(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const to = input.from + input.limit
  const [{ stepCount }, items, hidden] = await Promise.all([
    requireEpisode(ctx, input.experimentId, input.episodeId),
    mapSteps(ctx.db, input, { from: input.from, to }, (row) => presentStep(row, STEP_TEXT_LIMIT)),
    findHidden(ctx, input.experimentId, [input.episodeId]),
  ])
  return {
    items: hidden.size > 0 ? items.map(withoutTraces) : items,
    total: stepCount,
    nextFrom: to < stepCount ? to : null,
  }
}
