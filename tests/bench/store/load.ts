import { writeEpisodes } from "@/lib/db/ingest.sql"
import { newId } from "@/lib/db/new-id"
import { createRandom } from "@/lib/domain/random"
import { validateEpisodeInput } from "@/lib/importers/validate-episode"
import { createExperiment } from "@/lib/services/experiment/create"
import { type PreparedEpisode, prepareEpisode } from "@/lib/services/ingest/prepare-episode"
import { createRun } from "@/lib/services/run/create"
import type { StoreBench } from "./bench"
import { CORPUS, makeEpisode } from "./corpus"
import { encodeAll } from "./encode"

const MODELS = 8
const BATCH = 500
/** Texts come from this many different episodes; outcomes, ids and costs are each episode's own. */
const TEXTS = 3000

function prepareTexts(count: number): PreparedEpisode[] {
  const context = { price: null, runToolTokens: 0, prompts: new Map() }
  return Array.from({ length: count }, (_, index) => {
    const validation = validateEpisodeInput(makeEpisode(index, 4 + ((index * 7) % 17)))
    if (!validation.ok) throw new Error(validation.reason)
    return prepareEpisode(context, validation.episode)
  })
}

function vary(text: PreparedEpisode, index: number): PreparedEpisode {
  const random = createRandom(index + 7919)
  const score = random() < 0.02 ? null : Math.round(random() * 1e4) / 1e4
  return {
    ...text,
    id: newId(),
    externalId: `loaded ${index}`,
    task: { ...text.task, key: `task ${Math.floor(random() * CORPUS.tasks)}` },
    score,
    sourceSuccess: score === null ? null : score > 0.4,
    costMicro: random() < 0.1 ? null : Math.floor(random() * 300_000),
    latencyMs: 1000 + Math.floor(random() ** 3 * 60_000),
    // Two in five have the content of another.
    contentHash: BigInt(Math.floor(random() * index * 0.6)),
  }
}

async function makeRuns(bench: StoreBench) {
  const experiment = await createExperiment(bench.ctx, { name: "A million episodes" })
  const runIds: string[] = []
  for (let no = 0; no < CORPUS.runs; no++) {
    const run = { experimentId: experiment.id, name: `run ${no}`, modelName: `model ${no % MODELS}` }
    runIds.push((await createRun(bench.ctx, { ...run, role: "teacher", config: {} })).id)
  }
  return { experimentId: experiment.id, runIds }
}

/** Fills the store with `bench.episodes` episodes in 200 runs over 500 tasks. */
export async function loadCorpus(bench: StoreBench): Promise<NonNullable<StoreBench["corpus"]>> {
  const { experimentId, runIds } = await makeRuns(bench)
  const texts = prepareTexts(Math.min(TEXTS, bench.episodes))
  let writing: Promise<unknown> = Promise.resolve()
  for (let start = 0; start < bench.episodes; start += BATCH) {
    const size = Math.min(BATCH, bench.episodes - start)
    const batch = Array.from({ length: size }, (_, at) =>
      vary(texts[(start + at) % texts.length] as PreparedEpisode, start + at),
    )
    const runId = runIds[(start / BATCH) % runIds.length] as string
    await writing
    writing = writeEpisodes(bench.db, { experimentId, runId }, encodeAll(experimentId, batch))
  }
  await writing
  await bench.db.pool.query(`VACUUM ANALYZE "Episode", "Step"`)
  return { experimentId, runIds }
}
