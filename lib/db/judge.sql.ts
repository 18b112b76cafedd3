import type { ClientBase, Pool } from "pg"
import { z } from "zod"

/** Until the transaction ends nobody else names a version of a judge so. Answers the next free one. */
export async function claimJudgeVersion(
  client: ClientBase,
  experimentId: string,
  name: string,
): Promise<number> {
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `judge:${experimentId}:${name}`,
  ])
  const { rows } = await client.query(
    `SELECT coalesce(max(version), 0) + 1 AS version FROM "Judge" WHERE "experimentId" = $1 AND name = $2`,
    [experimentId, name],
  )
  return z.object({ version: z.number() }).parse(rows[0]).version
}

export interface NewJudge {
  experimentId: string
  id: string
  name: string
  version: number
  modelId: string
  rubric: string
  extras: readonly string[]
  reveals: readonly string[]
  temperature: number
  seed: number
  createdById: string | null
  createdAt: Date
}

/** The latest version of the name, when it is this very judge. */
export async function findSameJudge(client: ClientBase, judge: NewJudge): Promise<string | null> {
  const { rows } = await client.query(
    `SELECT id FROM "Judge"
      WHERE "experimentId" = $1 AND name = $2 AND version = $3 AND "modelId" = $4 AND rubric = $5 AND extras = $6::text[]
        AND reveals = $7::text[] AND temperature = $8 AND seed = $9`,
    [
      judge.experimentId,
      judge.name,
      judge.version - 1,
      judge.modelId,
      judge.rubric,
      judge.extras,
      judge.reveals,
      judge.temperature,
      judge.seed,
    ],
  )
  return z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? null
}

export async function insertJudge(client: ClientBase, judge: NewJudge): Promise<void> {
  await client.query(
    `INSERT INTO "Judge" ("experimentId", id, name, version, "modelId", rubric, extras, reveals, temperature, seed,
                          "createdById", "createdAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      judge.experimentId,
      judge.id,
      judge.name,
      judge.version,
      judge.modelId,
      judge.rubric,
      judge.extras,
      judge.reveals,
      judge.temperature,
      judge.seed,
      judge.createdById,
      judge.createdAt,
    ],
  )
}

export interface NewJudgeRun {
  experimentId: string
  id: string
  judgeId: string
  source: unknown
  concurrency: number
  budgetMicro: bigint | null
  createdById: string | null
  createdAt: Date
}

export async function insertJudgeRun(client: ClientBase, run: NewJudgeRun): Promise<void> {
  await client.query(
    `INSERT INTO "JudgeRun" ("experimentId", id, "judgeId", source, status, concurrency, "budgetMicro", "createdById",
                             "createdAt")
     VALUES ($1, $2, $3, $4, 'queued', $5, $6, $7, $8)`,
    [
      run.experimentId,
      run.id,
      run.judgeId,
      JSON.stringify(run.source),
      run.concurrency,
      run.budgetMicro,
      run.createdById,
      run.createdAt,
    ],
  )
}

/**
 * Whether what a run says now counts, which stays so until the transaction ends: a decision about the judge waits for it and
 * then finds the labels that it wrote.
 */
export async function holdAdmission(
  client: ClientBase,
  { experimentId, runId }: { experimentId: string; runId: string },
): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT j.allowed AND r.trusted AS admitted FROM "JudgeRun" r
       JOIN "Judge" j ON j."experimentId" = r."experimentId" AND j.id = r."judgeId"
      WHERE r."experimentId" = $1 AND r.id = $2 FOR SHARE OF j`,
    [experimentId, runId],
  )
  return z.object({ admitted: z.boolean() }).parse(rows[0]).admitted
}

/** Episodes that a judge has judged, in order of id, after one. */
export async function listJudgedEpisodes(
  pool: Pool,
  { experimentId, judgeId }: { experimentId: string; judgeId: string },
  after: string | null,
  limit: number,
): Promise<string[]> {
  const { rows } = await pool.query(
    `SELECT DISTINCT g."episodeId" AS id FROM "Judgement" g
       JOIN "JudgeRun" r ON r."experimentId" = g."experimentId" AND r.id = g."runId"
      WHERE g."experimentId" = $1 AND r."judgeId" = $2 AND g.state = 'done' AND ($3::uuid IS NULL OR g."episodeId" > $3)
      ORDER BY g."episodeId" LIMIT $4`,
    [experimentId, judgeId, after, limit],
  )
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}
