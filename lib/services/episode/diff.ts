import type { z } from "zod"
import type { diffEpisodes as route } from "@/lib/contracts/episodes"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { diffEpisodes as align } from "@/lib/domain/episode-diff"
import type { Turn } from "@/lib/domain/episode-turns"
import { AppError } from "@/lib/domain/errors"
import type { Message } from "@/lib/domain/message"
import { requirePermission } from "@/lib/domain/policy"
import { requireShown } from "@/lib/services/queue/hidden-episodes"
import { readAllSteps } from "@/lib/services/step/read-all"

async function readConversation(ctx: Context, experimentId: string, episodeId: string) {
  const episode = await ctx.db.prisma.episode.findUnique({
    where: { experimentId_id: { experimentId, id: episodeId } },
    select: { taskNo: true, stepCount: true },
  })
  if (!episode) throw new AppError("NOT_FOUND", "There is no such episode in this experiment.")
  await requireShown(ctx, experimentId, episodeId)
  const messages: Message[] = []
  for await (const { text } of readAllSteps(ctx, { experimentId, episodeId, stepCount: episode.stepCount })) {
    messages.push(JSON.parse(text) as Message)
  }
  return { taskNo: episode.taskNo, messages }
}

/** The key holds whole texts, which the steps' own route carries. */
function withoutKey(turn: Turn | null) {
  if (!turn) return null
  const { from, to, kind, tools } = turn
  return { from, to, kind, tools }
}

/**
 * Two attempts at one task, aligned. @throws AppError NOT_FOUND; INVALID_INPUT when they are at different tasks; FORBIDDEN
 * while the caller judges one of them blind
 */
export async function diffEpisodes(
  ctx: Context,
  { experimentId, episodeId, otherId }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const left = await readConversation(ctx, experimentId, episodeId)
  const right = await readConversation(ctx, experimentId, otherId)
  if (left.taskNo !== right.taskNo) {
    throw new AppError("INVALID_INPUT", "These episodes are attempts at different tasks.")
  }
  const { rows, firstDivergence } = align(left.messages, right.messages)
  return {
    rows: rows.map((row) => ({ ...row, left: withoutKey(row.left), right: withoutKey(row.right) })),
    firstDivergence,
  }
}
