import type { z } from "zod"
import type { exportEpisodePage as route } from "@/lib/contracts/episodes"
import type { Context } from "@/lib/db/context"
import { readEpisode } from "@/lib/db/episode.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { escapeHtml } from "@/lib/services/episode/page/escape"
import { stepHtml } from "@/lib/services/episode/page/step"
import { pageStart } from "@/lib/services/episode/page/style"
import { presentEpisode } from "@/lib/services/episode/present-episode"
import { requireShown } from "@/lib/services/queue/hidden-episodes"
import { readAllSteps } from "@/lib/services/step/read-all"

type Episode = ReturnType<typeof presentEpisode>

/**
 * An episode as one HTML file that opens anywhere, without network and without scripts, step by step. @throws AppError
 * NOT_FOUND before the first piece; FORBIDDEN while the caller judges it blind
 */
export async function exportEpisodePage(
  ctx: Context,
  { experimentId, episodeId }: z.output<(typeof route)["input"]>,
): Promise<AsyncGenerator<string>> {
  requirePermission(ctx.actor, "workspace.read")
  const row = await readEpisode(ctx.db, experimentId, episodeId)
  if (!row) throw new AppError("NOT_FOUND", "There is no such episode in this experiment.")
  await requireShown(ctx, experimentId, episodeId)
  return writePage(ctx, presentEpisode(row))
}

async function* writePage(ctx: Context, episode: Episode): AsyncGenerator<string> {
  const { experimentId, id: episodeId, stepCount, task, run, trial } = episode
  const title = escapeHtml(`Task ${task.key}, ${run.name}, trial ${trial + 1}`)
  yield `${pageStart(title)}<h1>${title}</h1>\n<dl>${factsOf(episode).map(factHtml).join("")}</dl>\n<main>\n`
  for await (const step of readAllSteps(ctx, { experimentId, episodeId, stepCount })) yield stepHtml(step)
  yield "</main>\n</body>\n</html>\n"
}

function factsOf(episode: Episode): [string, string | number | null][] {
  const { success } = episode
  return [
    ["Outcome", success === null ? null : success ? "success" : "failed"],
    ["Score", episode.score],
    ["Stopped", episode.stopDetail ?? episode.stopReason],
    ["Model", episode.model.name],
    ["Steps", episode.stepCount],
    ["Latency", episode.latencyMs === null ? null : `${(episode.latencyMs / 1000).toFixed(1)} s`],
    ["Cost", episode.costUsd === null ? null : `$${episode.costUsd.toFixed(4)}`],
    ["Episode", episode.id],
  ]
}

function factHtml([name, value]: [string, string | number | null]): string {
  return `<div><dt>${name}</dt><dd>${value === null ? "–" : escapeHtml(String(value))}</dd></div>`
}
