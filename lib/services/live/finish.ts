import type { z } from "zod"
import type { finishEpisode as route } from "@/lib/contracts/live"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { readEpisodeKeys } from "@/lib/db/episode.sql"
import type { LiveEpisode } from "@/lib/db/generated/client"
import { readLiveSteps, writeLiveOutcome } from "@/lib/db/live.sql"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { validateEpisodeInput } from "@/lib/importers/validate-episode"
import { ingestEpisodes } from "@/lib/services/ingest/ingest"

type Output = RouteOutput<typeof route>

interface EpisodeKey {
  experimentId: string
  episodeId: string
}

async function findFinished(ctx: Context, { experimentId, episodeId }: EpisodeKey): Promise<Output | null> {
  const target = { experimentId, runId: episodeId }
  const [stored] = await readEpisodeKeys(ctx.db, target, { ids: [episodeId], externalIds: [] })
  if (!stored) return null
  const { id, externalId } = stored
  const { stepCount } = await ctx.db.prisma.episode.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id } },
    select: { stepCount: true },
  })
  return { id, externalId, state: "finished", stepCount }
}

async function readRecord(ctx: Context, row: LiveEpisode) {
  const steps = await readLiveSteps(ctx.db.pool, { ...row, episodeId: row.id }, { from: 0, limit: null })
  const validation = validateEpisodeInput({
    ...(row.facts as object),
    ...(row.outcome as object),
    id: row.id,
    externalId: row.externalId,
    messages: steps.map(({ message }): unknown => JSON.parse(message)),
  })
  if (!validation.ok) throw new AppError("INVALID_INPUT", validation.reason)
  return { ok: true as const, line: 1, episode: validation.episode, repairs: [] }
}

/** Makes the live episode an episode, in the transaction that ends the live one. Its outcome has been written to it. */
async function settle(ctx: Context, row: LiveEpisode): Promise<Output> {
  const record = await readRecord(ctx, row)
  const target = { experimentId: row.experimentId, runId: row.runId, endsLive: true }
  async function* one() {
    yield record
  }
  for await (const { rejected } of ingestEpisodes(ctx, { ...target, stream: one() })) {
    if (rejected[0]) throw new AppError("INVALID_INPUT", rejected[0].reason)
  }
  const stepCount = record.episode.messages.length
  return { id: row.id, externalId: row.externalId, state: "finished", stepCount }
}

/**
 * Ends an episode with an outcome. The first outcome stands: finishing again answers the same. A crash on the way leaves it to
 * the next call, or to the sweep.
 * @throws AppError NOT_FOUND when there is no such episode, INVALID_INPUT when the outcome is none.
 */
export async function finishLiveEpisode(ctx: Context, key: EpisodeKey, outcome: object): Promise<Output> {
  requirePermission(ctx.actor, "episode.ingest")
  const { experimentId, episodeId } = key
  const { prisma } = ctx.db
  await writeLiveOutcome(ctx.db.pool, key, outcome)
  const row = await prisma.liveEpisode.findUnique({
    where: { experimentId_id: { experimentId, id: episodeId } },
  })
  if (row) return settle(ctx, row)
  const finished = await findFinished(ctx, key)
  if (finished) return finished
  throw new AppError("NOT_FOUND", "No such episode is going on in this experiment.")
}

export function finishEpisode(ctx: Context, input: z.output<(typeof route)["input"]>): Promise<Output> {
  const { experimentId, episodeId, ...outcome } = input
  return finishLiveEpisode(ctx, { experimentId, episodeId }, outcome)
}
