import type { z } from "zod"
import type { EpisodeDetail, getEpisode as route } from "@/lib/contracts/episodes"
import type { Context } from "@/lib/db/context"
import { readEpisode } from "@/lib/db/episode.sql"
import type { EpisodeRow } from "@/lib/db/episode-row"
import { positionOf } from "@/lib/db/episode-seek.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { listAttempts } from "@/lib/services/episode/list-attempts"
import { presentEpisode } from "@/lib/services/episode/present-episode"
import { readToolDefinitions } from "@/lib/services/episode/read-tool-definitions"
import { openSelection } from "@/lib/services/episode/selection"
import { listCurrentLabels } from "@/lib/services/label/list-current"
import { requireShown } from "@/lib/services/queue/hidden-episodes"

type Input = z.output<(typeof route)["input"]>

async function findNeighbours(ctx: Context, input: Input, row: EpisodeRow) {
  const { experimentId, episodeId: _, sort, order, ...filter } = input
  const { page } = await openSelection(ctx, { experimentId, filter })
  const query = { sort, order, from: positionOf(row, sort), limit: 1 }
  const [next, previous] = await Promise.all([page(query), page({ ...query, backward: true })])
  return { previousId: previous[0]?.id ?? null, nextId: next[0]?.id ?? null }
}

async function readExtras(ctx: Context, row: EpisodeRow) {
  const { experimentId, id, taskNo } = row
  const [episode, task] = await Promise.all([
    ctx.db.prisma.episode.findUniqueOrThrow({
      where: { experimentId_id: { experimentId, id } },
      select: { seed: true, detail: true, repairs: true },
    }),
    ctx.db.prisma.task.findUniqueOrThrow({
      where: { experimentId_no: { experimentId, no: taskNo } },
      select: { data: true },
    }),
  ])
  return {
    seed: episode.seed === null ? null : Number(episode.seed),
    detail: (episode.detail ?? null) as EpisodeDetail["detail"],
    repairs: (episode.repairs ?? []) as string[],
    taskData: task.data ?? null,
  }
}

/** An episode with everything its page shows around the transcript. @throws AppError NOT_FOUND */
export async function getEpisode(ctx: Context, input: Input): Promise<EpisodeDetail> {
  requirePermission(ctx.actor, "workspace.read")
  const row = await readEpisode(ctx.db, input.experimentId, input.episodeId)
  if (!row) throw new AppError("NOT_FOUND", "There is no such episode in this experiment.")
  await requireShown(ctx, row.experimentId, row.id)
  const [extras, neighbours, attempts, labels, tools] = await Promise.all([
    readExtras(ctx, row),
    findNeighbours(ctx, input, row),
    listAttempts(ctx, row.experimentId, row.taskNo),
    listCurrentLabels(ctx, input.experimentId, input.episodeId),
    readToolDefinitions(ctx, input.experimentId, input.episodeId),
  ])
  return {
    ...presentEpisode(row),
    ...extras,
    ...neighbours,
    sourceSuccess: row.sourceSuccess,
    toolCount: tools.tools.length,
    labels,
    attempts,
  }
}
