import { listSteps } from "@/lib/contracts/steps"
import { writeEpisodes } from "@/lib/db/ingest.sql"
import { validateEpisodeInput } from "@/lib/importers/validate-episode"
import { createExperiment } from "@/lib/services/experiment/create"
import { prepareEpisode } from "@/lib/services/ingest/prepare-episode"
import { createRun } from "@/lib/services/run/create"
import type { StoreBench } from "./bench"
import { makeEpisode } from "./corpus"
import { encodeAll } from "./encode"
import { p95, timedGet } from "./reads"
import { type BenchRow, once } from "./row"

const LONG_STEPS = 50_000
const READS = 60
/** Read before what is measured, so that it is the product and not its first start. */
const WARM = 10

/** An experiment with one episode of 50,000 steps and some of 20. */
const makeEpisodes = once(async (bench) => {
  const experiment = await createExperiment(bench.ctx, { name: "Long episodes" })
  const target = { experimentId: experiment.id, name: "long", modelName: "bench" }
  const run = await createRun(bench.ctx, { ...target, role: "teacher", config: {} })
  const context = { price: null, runToolTokens: 0, prompts: new Map() }
  const prepare = (index: number, steps: number) => {
    const validation = validateEpisodeInput({ ...makeEpisode(index, steps), id: undefined })
    if (!validation.ok) throw new Error(validation.reason)
    return prepareEpisode(context, validation.episode)
  }
  const long = prepare(0, LONG_STEPS)
  const short = Array.from({ length: READS }, (_, index) => prepare(index + 1, 20))
  const episodes = encodeAll(experiment.id, [long, ...short])
  await writeEpisodes(bench.db, { experimentId: experiment.id, runId: run.id }, episodes)
  return { experimentId: experiment.id, longId: long.id, shortIds: short.map(({ id }) => id) }
})

function pathOf(experimentId: string, episodeId: string): string {
  return listSteps.path.replace("{experimentId}", experimentId).replace("{episodeId}", episodeId)
}

async function readShort(bench: StoreBench): Promise<number> {
  const { experimentId, shortIds } = await makeEpisodes(bench)
  const all: number[] = []
  for (const id of shortIds.slice(0, WARM)) await timedGet(bench, pathOf(experimentId, id), { limit: 100 })
  for (const id of shortIds) all.push((await timedGet(bench, pathOf(experimentId, id), { limit: 100 })).ms)
  return p95(all)
}

/** Windows at places spread over the episode. */
async function readWindows(bench: StoreBench): Promise<number> {
  const { experimentId, longId } = await makeEpisodes(bench)
  const all: number[] = []
  for (let from = 0; from < WARM; from++)
    await timedGet(bench, pathOf(experimentId, longId), { from, limit: 100 })
  for (let read = 0; read < READS; read++) {
    const from = Math.floor((read * LONG_STEPS) / READS)
    all.push((await timedGet(bench, pathOf(experimentId, longId), { from, limit: 100 })).ms)
  }
  return p95(all)
}

export const STEP_ROWS: readonly BenchRow[] = [
  {
    name: "an episode of 20 steps, p95",
    against: "the demand",
    phase: "full",
    unit: "ms",
    demand: { most: 1 },
    measure: readShort,
    limit: async () => 15,
  },
  {
    name: "100 of 50,000 steps, p95",
    against: "the demand",
    phase: "full",
    unit: "ms",
    demand: { most: 1 },
    measure: readWindows,
    limit: async () => 25,
  },
]
