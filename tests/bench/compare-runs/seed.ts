import type { ClientBase } from "pg"
import { newId } from "@/lib/db/new-id"

export const RUNS = 8
export const TASKS = 2000
export const TRIALS = 4

/** Episodes without steps: every run tries every task as often; 20 families; costs, tokens and latencies vary by run and task. */
export async function seedRuns(client: ClientBase): Promise<string> {
  const experimentId = newId()
  const modelId = newId()
  const runIds = Array.from({ length: RUNS }, () => newId())
  await client.query("SELECT setseed(0.5)")
  await client.query(`INSERT INTO "Experiment" (id, name) VALUES ($1, 'Eight runs')`, [experimentId])
  await client.query(`INSERT INTO "Model" (id, name, provider) VALUES ($1, 'bench', 'bench')`, [modelId])
  await client.query(
    `INSERT INTO "Run" ("experimentId", id, name, "modelId", role, "episodeCount")
     SELECT $1, id, 'run ' || no, $2, CASE WHEN no = 1 THEN 'teacher' ELSE 'student' END::"RunRole", $4
       FROM unnest($3::uuid[]) WITH ORDINALITY AS u(id, no)`,
    [experimentId, modelId, runIds, TASKS * TRIALS],
  )
  await client.query(
    `INSERT INTO "Task" ("experimentId", no, key, "group")
     SELECT $1, no, 'task ' || no, 'family ' || no % 20 FROM generate_series(1, $2::int) no`,
    [experimentId, TASKS],
  )
  await client.query(
    `INSERT INTO "Episode" ("experimentId", id, "runId", "taskNo", "externalId", trial, score, success, "stopReason",
                            "stepCount", "contentTokens", "assistantTokens", "inputTokens", "outputTokens", "costMicro",
                            "costKind", "latencyMs", "contentHash")
     SELECT $1, gen_random_uuid(), id, no, no || ' ' || trial, trial, chance, chance < 0.5 + 0.04 * run, 'completed', 10,
            2000, 500, 20000, 500, (exp(7 + chance) / run)::int8, 'computed', (exp(8 + chance) / run)::int4, no
       FROM unnest($2::uuid[]) WITH ORDINALITY AS r(id, run),
            generate_series(1, $3::int) no, generate_series(0, $4::int - 1) trial,
            LATERAL (SELECT (random() + random() + (no * 7919 % 101) / 101.0) / 3 AS chance WHERE trial >= 0) AS c`,
    [experimentId, runIds, TASKS, TRIALS],
  )
  await client.query(`VACUUM ANALYZE "Episode"`)
  return experimentId
}
