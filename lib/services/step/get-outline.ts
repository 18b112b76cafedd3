import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import type { getOutline as route } from "@/lib/contracts/steps"
import type { Context } from "@/lib/db/context"
import { readOutline } from "@/lib/db/step.sql"
import { MESSAGE_ROLES, type Role } from "@/lib/domain/message"
import { toOutlineColumns } from "@/lib/domain/outline-columns"
import { requirePermission } from "@/lib/domain/policy"
import { requireEpisode } from "@/lib/services/episode/require-episode"
import { findHidden } from "@/lib/services/queue/hidden-episodes"

/** Every step without its texts, by column. @throws AppError NOT_FOUND */
export async function getOutline(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireEpisode(ctx, input.experimentId, input.episodeId)
  const rows = await readOutline(ctx.db, input)
  const hidden = (await findHidden(ctx, input.experimentId, [input.episodeId])).size > 0
  return toOutlineColumns(
    rows.map(({ costMicro, ...row }) => ({
      ...row,
      costUsd: hidden || costMicro === null ? null : costMicro / 1e6,
      role: MESSAGE_ROLES[row.role] as Role,
      latencyMs: hidden ? null : row.latencyMs,
      reward: hidden ? null : row.reward,
    })),
  )
}
