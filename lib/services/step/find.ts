import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import type { findInSteps as route } from "@/lib/contracts/steps"
import type { Context } from "@/lib/db/context"
import { countMatches, findPattern } from "@/lib/domain/find-text"
import type { Message } from "@/lib/domain/message"
import { requirePermission } from "@/lib/domain/policy"
import { requireEpisode } from "@/lib/services/episode/require-episode"
import { readAllSteps } from "@/lib/services/step/read-all"

/** The steps of an episode that hold a text, whole texts and all steps. @throws AppError NOT_FOUND */
export async function findInSteps(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const { stepCount } = await requireEpisode(ctx, input.experimentId, input.episodeId)
  const pattern = findPattern(input.text)
  const items: { idx: number; count: number }[] = []
  for await (const { idx, text } of readAllSteps(ctx, { ...input, stepCount })) {
    const count = countMatches(JSON.parse(text) as Message, pattern)
    if (count > 0) items.push({ idx, count })
  }
  return { items, total: items.reduce((sum, { count }) => sum + count, 0) }
}
