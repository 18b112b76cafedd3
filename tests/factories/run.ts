import type { EpisodeInput } from "@/lib/contracts/episode-input"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { RunRecord } from "@/lib/contracts/runs"
import type { Context } from "@/lib/db/context"
import { createExperiment } from "@/lib/services/experiment/create"
import { ingestEpisodes } from "@/lib/services/ingest/ingest"
import type { IngestBatch } from "@/lib/services/ingest/write-batch"
import { createRun } from "@/lib/services/run/create"
import { getRun } from "@/lib/services/run/get"

let made = 0

export function makeExperiment(
  ctx: Context,
  overrides: Partial<Parameters<typeof createExperiment>[1]> = {},
): Promise<ExperimentRecord> {
  made += 1
  return createExperiment(ctx, { name: `Experiment ${made}`, ...overrides })
}

/** A run, with an experiment and a model of its own unless they are named. */
export async function makeRun(
  ctx: Context,
  overrides: Partial<Parameters<typeof createRun>[1]> = {},
): Promise<RunRecord> {
  made += 1
  const experimentId = overrides.experimentId ?? (await makeExperiment(ctx)).id
  const named = overrides.modelId === undefined ? { modelName: `model ${made}` } : {}
  return createRun(ctx, {
    name: `Run ${made}`,
    role: "teacher",
    config: {},
    ...named,
    ...overrides,
    experimentId,
  })
}

async function* toRecords(episodes: readonly EpisodeInput[]) {
  for (const [index, episode] of episodes.entries()) {
    yield { ok: true as const, line: index + 1, episode, repairs: [] }
  }
}

/** Sends episodes to a run and adds up what became of them. */
export async function sendEpisodes(
  ctx: Context,
  run: { experimentId: string; id: string },
  episodes: readonly EpisodeInput[],
): Promise<IngestBatch> {
  const total: IngestBatch = { accepted: [], duplicates: [], rejected: [] }
  const target = { experimentId: run.experimentId, runId: run.id }
  for await (const batch of ingestEpisodes(ctx, { ...target, stream: toRecords(episodes) })) {
    total.accepted.push(...batch.accepted)
    total.duplicates.push(...batch.duplicates)
    total.rejected.push(...batch.rejected)
  }
  return total
}

/** A run that holds episodes; their ids come in the order they were sent. */
export async function makeRunWith(
  ctx: Context,
  episodes: readonly EpisodeInput[],
  overrides: Parameters<typeof makeRun>[1] = {},
): Promise<{ run: RunRecord; episodeIds: string[] }> {
  const { experimentId, id } = await makeRun(ctx, overrides)
  const { accepted } = await sendEpisodes(ctx, { experimentId, id }, episodes)
  return { run: await getRun(ctx, { experimentId, runId: id }), episodeIds: accepted.map((key) => key.id) }
}
