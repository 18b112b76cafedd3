import type { Context } from "@/lib/db/context"
import { readSteps, type StepRow } from "@/lib/db/step.sql"

/** Steps held in memory at a time. */
const STEPS_PER_READ = 500

/** All steps of an episode in order, whole, however many there are. */
export async function* readAllSteps(
  ctx: Context,
  episode: { experimentId: string; episodeId: string; stepCount: number },
): AsyncGenerator<StepRow> {
  for (let from = 0; from < episode.stepCount; from += STEPS_PER_READ) {
    yield* await readSteps(ctx.db, episode, from, from + STEPS_PER_READ)
  }
}
