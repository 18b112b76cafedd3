import type { RouteOutput } from "@/lib/contracts/route"
import type { getEpisodeTools as route } from "@/lib/contracts/steps"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import type { ToolDefinition } from "@/lib/domain/message"

/** The tools an episode came with, else those supplied for its run. @throws AppError NOT_FOUND */
export async function readToolDefinitions(
  ctx: Context,
  experimentId: string,
  episodeId: string,
): Promise<RouteOutput<typeof route>> {
  const episode = await ctx.db.prisma.episode.findUnique({
    where: { experimentId_id: { experimentId, id: episodeId } },
    select: { toolsPromptId: true, run: { select: { toolsPromptId: true } } },
  })
  if (!episode) throw new AppError("NOT_FOUND", "There is no such episode in this experiment.")
  const id = episode.toolsPromptId ?? episode.run.toolsPromptId
  if (id === null) return { tools: [], source: null }
  const prompt = await ctx.db.prisma.prompt.findUniqueOrThrow({ where: { id }, select: { text: true } })
  const tools = JSON.parse(prompt.text) as ToolDefinition[]
  return { tools, source: episode.toolsPromptId === null ? "run" : "episode" }
}
