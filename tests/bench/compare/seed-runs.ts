import type { ClientBase } from "pg"
import { newId } from "@/lib/db/new-id"
import { createRandom } from "@/lib/domain/random"

const TASKS = 50
const TRIALS = 2

/** Runs of as many models, spread over three orders of magnitude of cost; the dearer the better, with noise. */
export async function seedRuns(client: ClientBase, count: number): Promise<string> {
  const experimentId = newId()
  const random = createRandom(1)
  await client.query(`INSERT INTO "Experiment" (id, name) VALUES ($1, 'Two hundred runs')`, [experimentId])
  await client.query(
    `INSERT INTO "Task" ("experimentId", no, key, split, "group")
     SELECT $1, no, 'task ' || no, 'test', 'family ' || no % 5 FROM generate_series(1, $2::int) no`,
    [experimentId, TASKS],
  )
  await client.query("SELECT setseed(0.5)")
  for (let index = 0; index < count; index++) {
    const [modelId, runId] = [newId(), newId()]
    const costMicro = 200 * 1000 ** random()
    const successRate = Math.min(0.95, 0.2 + 0.2 * Math.log10(costMicro / 200) + 0.25 * random())
    await client.query(`INSERT INTO "Model" (id, name, provider) VALUES ($1, $2, 'bench')`, [
      modelId,
      `model ${index}`,
    ])
    await client.query(
      `INSERT INTO "Run" ("experimentId", id, name, "modelId", role, "episodeCount", revision)
       VALUES ($1, $2, $3, $4, $5, $6, 1)`,
      [experimentId, runId, `run ${index}`, modelId, index === 0 ? "teacher" : "student", TASKS * TRIALS],
    )
    await client.query(
      `INSERT INTO "Episode" ("experimentId", id, "runId", "taskNo", "externalId", trial, score, success, "stopReason",
                              "stepCount", "contentTokens", "assistantTokens", "inputTokens", "outputTokens", "costMicro",
                              "costKind", "latencyMs", "contentHash")
       SELECT $1, gen_random_uuid(), $2, task, task || '/' || trial, trial, won::int, won, 'completed',
              10, 2000, 400, 18000, 400, (cost * (0.6 + 0.8 * random()))::int, 'reported', (1000 + 9000 * random())::int, task
         FROM (SELECT task, trial, random() < $3::float8 AS won, $4::float8 AS cost
                 FROM generate_series(1, $5::int) task, generate_series(0, $6::int - 1) trial) AS attempt`,
      [experimentId, runId, successRate, costMicro, TASKS, TRIALS],
    )
  }
  await client.query(`VACUUM ANALYZE "Episode"`)
  return experimentId
}
