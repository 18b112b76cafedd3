import type { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import type { getEpisodeTools as route } from "@/lib/contracts/steps"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { readToolDefinitions } from "@/lib/services/episode/read-tool-definitions"

export async function getEpisodeTools(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  return readToolDefinitions(ctx, input.experimentId, input.episodeId)
}
