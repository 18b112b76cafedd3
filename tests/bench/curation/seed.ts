import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ClientBase } from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { BinaryRows, type CopyType, type CopyValue, frameRows } from "@/lib/db/binary-copy"
import { newId } from "@/lib/db/new-id"
import { STOP_REASONS } from "@/lib/domain/episode"
import { createRandom, type Random } from "@/lib/domain/random"

export const EXPERIMENT_NAME = "A million episodes"

const RUNS = 200
const TASKS = 500
const CHUNK = 20_000

const COLUMNS = {
  experimentId: "uuid",
  id: "uuid",
  runId: "uuid",
  taskNo: "int4",
  externalId: "text",
  trial: "int4",
  score: "float8",
  success: "bool",
  stopReason: "text",
  stepCount: "int4",
  contentTokens: "int4",
  assistantTokens: "int4",
  costMicro: "int8",
  latencyMs: "int4",
  contentHash: "int8",
  label: "int2",
} as const satisfies Record<string, CopyType>

/** Episodes without steps: 200 runs, 500 tasks in 20 families, four in ten with the content of another, a tenth labelled. */
export async function seedEpisodes(client: ClientBase, count: number): Promise<string> {
  const experimentId = newId()
  const modelId = newId()
  const runIds = Array.from({ length: RUNS }, () => newId())
  await client.query(`INSERT INTO "Experiment" (id, name) VALUES ($1, $2)`, [experimentId, EXPERIMENT_NAME])
  await client.query(`INSERT INTO "Model" (id, name, provider) VALUES ($1, 'bench', 'bench')`, [modelId])
  await client.query(
    `INSERT INTO "Run" ("experimentId", id, name, "modelId", role)
     SELECT $1, id, 'run ' || no, $2, 'teacher' FROM unnest($3::uuid[]) WITH ORDINALITY AS u(id, no)`,
    [experimentId, modelId, runIds],
  )
  await client.query(
    `INSERT INTO "Task" ("experimentId", no, key, "group")
     SELECT $1, no, 'task ' || no, 'family ' || no % 20 FROM generate_series(1, $2::int) no`,
    [experimentId, TASKS],
  )
  const random = createRandom(1)
  for (let start = 0; start < count; start += CHUNK) {
    const encoded = new BinaryRows(Object.values(COLUMNS))
    for (let index = start; index < Math.min(count, start + CHUNK); index++) {
      encoded.addRow(makeEpisode(random, experimentId, runIds, index))
    }
    const names = Object.keys(COLUMNS).map((name) => `"${name}"`)
    const target = copyFrom(`COPY "Episode" (${names.join(", ")}) FROM STDIN (FORMAT binary)`)
    await pipeline(Readable.from(frameRows([encoded.take()])), client.query(target))
  }
  await client.query(
    `UPDATE "Run" r SET "episodeCount" = c.count
       FROM (SELECT "runId", count(*)::int AS count FROM "Episode" WHERE "experimentId" = $1 GROUP BY 1) c
      WHERE r."experimentId" = $1 AND r.id = c."runId"`,
    [experimentId],
  )
  await client.query(`VACUUM ANALYZE "Episode"`)
  return experimentId
}

function makeEpisode(random: Random, experimentId: string, runIds: string[], index: number): CopyValue[] {
  const whole = (below: number) => Math.floor(random() * below)
  const score = random()
  const tokens = 200 + whole(5000)
  return [
    experimentId,
    newId(),
    runIds[whole(RUNS)] as string,
    1 + whole(TASKS),
    `episode ${index}`,
    0,
    random() < 0.02 ? null : score,
    score > 0.4,
    STOP_REASONS[whole(4)] as string,
    1 + whole(60),
    tokens,
    whole(tokens),
    random() < 0.1 ? null : whole(300_000),
    100 + whole(60_000),
    whole(610_000),
    random() < 0.9 ? null : whole(3) - 1,
  ]
}
