import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { Context } from "@/lib/db/context"
import { readAttempts } from "@/lib/db/episode.sql"
import { presentEpisode } from "@/lib/services/episode/present-episode"
import { findHidden } from "@/lib/services/queue/hidden-episodes"

const ATTEMPT_LIMIT = 100

/** Everyone's attempts at a task by run, teachers first; those the caller judges blind are left out, of the counts too. */
export async function listAttempts(
  ctx: Context,
  experimentId: string,
  taskNo: number,
): Promise<EpisodeDetail["attempts"]> {
  const rows = await readAttempts(ctx.db, experimentId, taskNo, ATTEMPT_LIMIT)
  const hidden = await findHidden(
    ctx,
    experimentId,
    rows.map(({ id }) => id),
  )
  return [...Map.groupBy(rows, ({ runId }) => runId).values()].flatMap((attempts) => {
    const shown = attempts.filter(({ id }) => !hidden.has(id))
    const [first] = shown
    if (!first) return []
    const { run, model } = presentEpisode(first)
    const away = attempts.filter(({ id }) => hidden.has(id))
    return [
      {
        run,
        model,
        count: first.total - away.length,
        successCount: first.successes - away.filter(({ success }) => success).length,
        episodes: shown.map(presentEpisode).map(toAttempt),
      },
    ]
  })
}

function toAttempt(
  episode: ReturnType<typeof presentEpisode>,
): EpisodeDetail["attempts"][number]["episodes"][number] {
  const { id, trial, score, success, stopReason, stepCount, costUsd, latencyMs, label } = episode
  return { id, trial, score, success, stopReason, stepCount, costUsd, latencyMs, label }
}
