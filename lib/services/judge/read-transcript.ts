import type { Context } from "@/lib/db/context"
import { readEpisode } from "@/lib/db/episode.sql"
import type { EpisodeRow } from "@/lib/db/episode-row"
import { readLabelHistory } from "@/lib/db/label.sql"
import { readSteps } from "@/lib/db/step.sql"
import { type Reveal, type RevealedFacts, writeTranscript } from "@/lib/domain/judge/transcript"
import type { Message } from "@/lib/domain/message"

async function readHumanLabels(ctx: Context, { experimentId, id }: EpisodeRow) {
  const history = await readLabelHistory(ctx.db.pool, experimentId, [id])
  const latest = new Map(
    history
      .filter(({ source }) => source === "human")
      .map((label) => [`${label.authorId}/${label.stepIdx}/${label.key}/${label.name}`, label]),
  )
  return [...latest.values()]
    .filter(({ value }) => value !== null)
    .map(({ stepIdx, key, name, value }) => ({ step: stepIdx, key, name, value }))
}

async function readTask(ctx: Context, { experimentId, taskNo }: EpisodeRow) {
  return ctx.db.prisma.task.findUnique({
    where: { experimentId_no: { experimentId, no: taskNo } },
    select: { key: true, title: true, data: true },
  })
}

async function readFacts(ctx: Context, row: EpisodeRow, reveals: readonly Reveal[]): Promise<RevealedFacts> {
  const facts: RevealedFacts = {}
  if (reveals.includes("score"))
    facts.score = { score: row.score, success: row.success, metrics: row.metrics }
  if (reveals.includes("model")) facts.model = row.modelName
  if (reveals.includes("task")) facts.task = await readTask(ctx, row)
  if (reveals.includes("labels")) facts.labels = await readHumanLabels(ctx, row)
  return facts
}

/** The whole episode as a judge reads it; null when it is gone. */
export async function readTranscript(
  ctx: Context,
  key: { experimentId: string; episodeId: string },
  reveals: readonly Reveal[],
): Promise<string | null> {
  const row = await readEpisode(ctx.db, key.experimentId, key.episodeId)
  if (!row) return null
  const steps = await readSteps(ctx.db, key, 0, row.stepCount)
  const messages = steps.map(({ text }) => JSON.parse(text) as Message)
  return writeTranscript(messages, await readFacts(ctx, row, reveals), reveals)
}
