import { createHash } from "node:crypto"
import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { Database } from "@/lib/db/client"
import { canonicalJson } from "@/lib/services/pipeline/canonical-json"

/** Tables of which a repeated step would leave a row too many. */
const COUNTED = [
  ...[
    "Experiment",
    "Task",
    "Model",
    "Price",
    "Run",
    "Episode",
    "Step",
    "Prompt",
    "Recipe",
    "Dataset",
    "DatasetMember",
  ],
  ...["DatasetExclusion", "FineTune", "Checkpoint", "Evaluation", "Pipeline", "PipelineLog"],
]

async function countRows(db: Database): Promise<Record<string, number>> {
  const counts = COUNTED.map((table) => `(SELECT count(*)::int FROM "${table}") AS "${table}"`)
  const { rows } = await db.pool.query(`SELECT ${counts.join(", ")}`)
  return rows[0]
}

/** Every attempt with all that was recorded of it but its latency. */
async function readEpisodes(db: Database) {
  const { rows } = await db.pool.query(
    `SELECT r.role, r.config->'plan'->>'split' AS split, e."externalId", e.trial, e.seed::text, t.key, e.score, e.success,
            e."stopReason", e.metrics, e."stepCount", e."contentTokens", e."inputTokens", e."cachedTokens", e."outputTokens",
            e."costMicro"::text, e."costKind", e."environmentCostMicro"::text, e."errorCount", e."contentHash"::text
       FROM "Episode" e
       JOIN "Run" r ON r."experimentId" = e."experimentId" AND r.id = e."runId"
       JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      ORDER BY r.role, split, e."externalId"`,
  )
  return rows
}

/** What the runs' roll-ups say, and what their episodes add up to. */
export async function readSums(db: Database) {
  const { rows: rolledUp } = await db.pool.query(
    `SELECT id, "episodeCount"::text AS n, "successCount"::text AS successes, "costMicroSum"::text AS cost,
            "inputTokenSum"::text AS input, "outputTokenSum"::text AS output, "contentTokenSum"::text AS content,
            "stepSum"::text AS steps, "latencyMsSum"::text AS latency
       FROM "Run" ORDER BY id`,
  )
  const { rows: added } = await db.pool.query(
    `SELECT "runId" AS id, count(*)::text AS n, (count(*) FILTER (WHERE success))::text AS successes,
            coalesce(sum("costMicro"), 0)::text AS cost, coalesce(sum("inputTokens"), 0)::text AS input, coalesce(sum("outputTokens"), 0)::text AS output,
            coalesce(sum("contentTokens"), 0)::text AS content, coalesce(sum("stepCount"), 0)::text AS steps, coalesce(sum("latencyMs"), 0)::text AS latency
       FROM "Episode" GROUP BY "runId" ORDER BY "runId"`,
  )
  return { rolledUp, added }
}

async function readDataset(db: Database) {
  const [dataset] = await db.prisma.dataset.findMany()
  const { rows } = await db.pool.query(
    `SELECT m.pos, m.split, m.weight, e."externalId" FROM "DatasetMember" m
       JOIN "Episode" e ON e."experimentId" = m."experimentId" AND e.id = m."episodeId" ORDER BY m.pos`,
  )
  return { hash: dataset?.hash, members: rows }
}

async function readStudent(db: Database) {
  const checkpoint = await db.prisma.checkpoint.findFirstOrThrow()
  const { status, metrics, config, error } = await db.prisma.fineTune.findFirstOrThrow()
  const hash = createHash("sha256").update(canonicalJson(checkpoint.header)).update(checkpoint.bytes)
  return { checkpoint: hash.digest("hex"), status, metrics, config, error }
}

function withoutLatency({ verdict, stages }: PipelineRecord) {
  const { latencyP95Ms: _student, ...student } = verdict?.student ?? {}
  const { latencyP95Ms: _teacher, ...teacher } = verdict?.teacher ?? {}
  return {
    verdict: verdict && { ...verdict, sentence: "", student, teacher },
    // A note is a sentence about figures that are compared in themselves.
    stages: stages.map(({ name, status, progress, error }) => ({ name, status, progress, error })),
  }
}

/** Everything that must not depend on how often the worker was killed: all but ids, times and measured latencies. */
export async function readFigures(db: Database, pipeline: PipelineRecord) {
  const log = await db.prisma.pipelineLog.findMany({ orderBy: { seq: "asc" } })
  return {
    counts: await countRows(db),
    episodes: await readEpisodes(db),
    dataset: await readDataset(db),
    student: await readStudent(db),
    pipeline: { status: pipeline.status, ...withoutLatency(pipeline) },
    log: log.map(({ seq, stage, level }) => ({ seq, stage, level })),
  }
}

export type Figures = Awaited<ReturnType<typeof readFigures>>
