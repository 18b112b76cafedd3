/**
 * `kill -9` of the worker while it records a teacher, makes a dataset, trains, evaluates and decides. By default six pipelines,
 * killed twice each; with WINNOW_KILL_ROUNDS=20 also 20 pipelines with one kill each, at 20 different places:
 *
 *     WINNOW_KILL_ROUNDS=20 npx vitest run --project integration tests/integration/distill/kill.test.ts
 */
import { beforeAll, expect, it } from "vitest"
import { STAGES } from "@/lib/contracts/pipelines"
import { type DisturbedPipeline, playDisturbed } from "@/tests/integration/distill/disturbed-pipeline"
import { type Figures, readFigures, readSums } from "@/tests/integration/distill/final-figures"
import { DOUBLE_KILLS, SINGLE_KILLS } from "@/tests/integration/distill/kill-plan"

const ROUND_LIMIT_MS = 180_000
/** Generous: a busy machine takes longer to start a process than an idle one. */
const RESUME_LIMIT_MS = 20_000

const ROUNDS = [
  ...DOUBLE_KILLS,
  ...(process.env.WINNOW_KILL_ROUNDS ? SINGLE_KILLS.map((kill) => [kill]) : []),
]

let undisturbed: Figures

async function expectWhole({ store, jobs, exitCode }: DisturbedPipeline): Promise<void> {
  const { rolledUp, added } = await readSums(store.db)
  expect(rolledUp).toEqual(added)
  // How often the search index was filled meanwhile is a matter of time.
  const { "search-index completed": _, ...ours } = jobs
  expect(ours).toEqual({ "evaluation completed": 1, "pipeline completed": 1 })
  expect(exitCode).toBe(0)
}

function report(names: string, { kills, durationMs }: DisturbedPipeline): void {
  if (!process.env.WINNOW_KILL_ROUNDS) return
  const resumed = kills.map(({ resumedAfterMs }) => `${resumedAfterMs} ms`).join(", ")
  console.info(`| ${names} | ${resumed || "-"} | ${(durationMs / 1000).toFixed(1)} s |`)
}

beforeAll(async () => {
  await using round = await playDisturbed([], ROUND_LIMIT_MS)
  undisturbed = await readFigures(round.store.db, round.pipeline)
  await expectWhole(round)
  report("undisturbed", round)
}, ROUND_LIMIT_MS + 20_000)

it("finishes undisturbed with every attempt once", () => {
  const { counts, episodes, pipeline } = undisturbed
  expect(pipeline.stages.map(({ name, status }) => [name, status])).toEqual(
    STAGES.map((name) => [name, "done"]),
  )
  expect(episodes).toHaveLength(240 + 224 + 224)
  expect(counts).toMatchObject({
    Run: 3,
    Episode: 688,
    Model: 2,
    Recipe: 1,
    Dataset: 1,
    FineTune: 1,
    Checkpoint: 1,
  })
  expect(counts).toMatchObject({ Evaluation: 3, Pipeline: 1, PipelineLog: STAGES.length, Task: 240 + 112 })
})

it.each(
  ROUNDS.map((kills) => ({ kills, names: kills.map(({ stage, name }) => `${stage}: ${name}`).join("; ") })),
)(
  "comes to the same figures when killed at $names",
  // No second try: figures that differ once are a fault.
  { timeout: ROUND_LIMIT_MS + 20_000, retry: 0 },
  async ({ kills, names }) => {
    await using round = await playDisturbed(kills, ROUND_LIMIT_MS)
    expect(round.kills).toHaveLength(kills.length)
    expect(await readFigures(round.store.db, round.pipeline)).toEqual(undisturbed)
    await expectWhole(round)
    for (const { resumedAfterMs } of round.kills) expect(resumedAfterMs).toBeLessThan(RESUME_LIMIT_MS)
    report(names, round)
  },
)
