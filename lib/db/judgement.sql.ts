import type { ClientBase, Pool } from "pg"
import { z } from "zod"
import type { Conditions } from "@/lib/db/conditions"
import type { Verdict } from "@/lib/domain/label"
import { numberToVerdict, VERDICTS, verdictToNumber } from "@/lib/domain/label"

interface RunKey {
  experimentId: string
  runId: string
}

export async function insertJudgements(
  client: ClientBase,
  { experimentId, runId }: RunKey,
  episodeIds: readonly string[],
): Promise<void> {
  await client.query(
    `INSERT INTO "Judgement" ("experimentId", "runId", pos, "episodeId")
     SELECT $1, $2, i.pos - 1, i.id FROM unnest($3::uuid[]) WITH ORDINALITY AS i(id, pos)`,
    [experimentId, runId, episodeIds],
  )
}

const waitingRows = z.array(z.object({ pos: z.number(), episodeId: z.string() }))

/** What a run has still to judge, in its order, after a place. */
export async function listWaiting(pool: Pool, { experimentId, runId }: RunKey, after: number, limit: number) {
  const { rows } = await pool.query(
    `SELECT pos, "episodeId" FROM "Judgement"
      WHERE "experimentId" = $1 AND "runId" = $2 AND state = 'waiting' AND pos > $3 ORDER BY pos LIMIT $4`,
    [experimentId, runId, after, limit],
  )
  return waitingRows.parse(rows)
}

export interface JudgementOutcome {
  verdict: Verdict | null
  reason: string | null
  error: string | null
  inputTokens: number | null
  outputTokens: number | null
  costMicro: number | null
  endedAt: Date
}

/** Ends a waiting judgement; false when it waits no more, or its episode is gone. */
export async function endJudgement(
  client: ClientBase | Pool,
  { experimentId, runId, pos }: RunKey & { pos: number },
  outcome: JudgementOutcome,
): Promise<boolean> {
  const { verdict, reason, error, inputTokens, outputTokens, costMicro, endedAt } = outcome
  const { rowCount } = await client.query(
    `UPDATE "Judgement" SET state = $4, verdict = $5, reason = $6, error = $7, "inputTokens" = $8, "outputTokens" = $9,
                            "costMicro" = $10, "endedAt" = $11
      WHERE "experimentId" = $1 AND "runId" = $2 AND pos = $3 AND state = 'waiting'`,
    [
      experimentId,
      runId,
      pos,
      verdict === null ? "failed" : "done",
      verdict === null ? null : verdictToNumber(verdict),
      reason,
      error,
      inputTokens,
      outputTokens,
      costMicro,
      endedAt,
    ],
  )
  return rowCount === 1
}

/** Lets failed judgements wait again. Answers how many. */
export async function retryFailed(
  client: ClientBase | Pool,
  { experimentId, runId }: RunKey,
): Promise<number> {
  const { rowCount } = await client.query(
    `UPDATE "Judgement" SET state = 'waiting', error = NULL
      WHERE "experimentId" = $1 AND "runId" = $2 AND state = 'failed'`,
    [experimentId, runId],
  )
  return rowCount ?? 0
}

const countRows = z.array(
  z.object({
    runId: z.string(),
    episodes: z.number(),
    done: z.number(),
    failed: z.number(),
    bad: z.number(),
    unsure: z.number(),
    good: z.number(),
    inputTokens: z.string().transform(Number),
    outputTokens: z.string().transform(Number),
  }),
)

export type JudgementCounts = z.output<typeof countRows>[number]

/** How far runs are and what they said. */
export async function countJudgements(
  pool: Pool,
  experimentId: string,
  runIds: readonly string[],
): Promise<Map<string, JudgementCounts>> {
  const { rows } = await pool.query(
    `SELECT "runId", count(*)::int AS episodes,
            (count(*) FILTER (WHERE state = 'done'))::int AS done,
            (count(*) FILTER (WHERE state = 'failed'))::int AS failed,
            (count(*) FILTER (WHERE state = 'done' AND verdict = -1))::int AS bad,
            (count(*) FILTER (WHERE state = 'done' AND verdict = 0))::int AS unsure,
            (count(*) FILTER (WHERE state = 'done' AND verdict = 1))::int AS good,
            coalesce(sum("inputTokens"), 0)::text AS "inputTokens",
            coalesce(sum("outputTokens"), 0)::text AS "outputTokens"
       FROM "Judgement" WHERE "experimentId" = $1 AND "runId" = ANY($2::uuid[]) GROUP BY "runId"`,
    [experimentId, runIds],
  )
  return new Map(countRows.parse(rows).map((row) => [row.runId, row]))
}

const verdictNumber = z
  .number()
  .nullable()
  .transform((value) => (value === null ? null : numberToVerdict(value)))

const judgementRows = z.array(
  z.object({
    pos: z.number(),
    episodeId: z.string(),
    taskKey: z.string(),
    state: z.enum(["waiting", "done", "failed"]),
    verdict: verdictNumber,
    reason: z.string().nullable(),
    error: z.string().nullable(),
    human: z.enum(VERDICTS).nullable(),
  }),
)

/** Over `"Episode" e`: what people say of it now, an adjudicator before others. */
const HUMAN = `(
  SELECT w.verdict FROM (
    SELECT DISTINCT ON (l."authorId", l.adjudicated) l.adjudicated, l."createdAt", l.id, l.value #>> '{}' AS verdict
      FROM "Label" l
     WHERE l."experimentId" = e."experimentId" AND l."episodeId" = e.id AND l."stepIdx" IS NULL
       AND l.key = 'verdict' AND l.source = 'human'
     ORDER BY l."authorId", l.adjudicated, l."createdAt" DESC, l.id DESC) w
   WHERE w.verdict IS NOT NULL ORDER BY w.adjudicated DESC, w."createdAt" DESC, w.id DESC LIMIT 1)`

const STATES = {
  done: "j.state = 'done'",
  failed: "j.state = 'failed'",
  disagreed: `j.state = 'done' AND e."humanVerdicts" > 0 AND h.human <> (ARRAY['bad', 'unsure', 'good'])[j.verdict + 2]`,
}

export interface JudgementQuery extends RunKey {
  state: keyof typeof STATES
  after: number
  limit: number
}

/** Judgements of the episodes that meet conditions over `"Episode" e`, in the run's order. */
export async function listJudgementRows(pool: Pool, query: JudgementQuery, conditions: Conditions) {
  const where = conditions
    .copy()
    .add(`j."experimentId" = ? AND j."runId" = ? AND j.pos > ?`, query.experimentId, query.runId, query.after)
    .add(STATES[query.state])
  const { rows } = await pool.query(
    `SELECT j.pos, j."episodeId", t.key AS "taskKey", j.state, j.verdict, j.reason, j.error, h.human
       FROM "Judgement" j
       JOIN "Episode" e ON e."experimentId" = j."experimentId" AND e.id = j."episodeId"
       JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
       CROSS JOIN LATERAL (SELECT ${HUMAN} AS human) h
      WHERE ${where} ORDER BY j.pos LIMIT ${where.bind(query.limit)}`,
    where.values,
  )
  return judgementRows.parse(rows)
}

const sizeRow = z.object({
  episodes: z.number(),
  tokens: z.string().transform(Number),
  steps: z.string().transform(Number),
})

/** How much there is to read of the episodes that meet conditions over `"Episode" e`. */
export async function readSetSize(pool: Pool, where: Conditions) {
  const { rows } = await pool.query(
    `SELECT count(*)::int AS episodes, coalesce(sum(e."contentTokens"), 0)::text AS tokens,
            coalesce(sum(e."stepCount"), 0)::text AS steps FROM "Episode" e WHERE ${where}`,
    where.values,
  )
  return sizeRow.parse(rows[0])
}

/** Mean tokens of the model's latest answers as a judge; null before it gave any. */
export async function readAnswerTokens(pool: Pool, modelId: string): Promise<number | null> {
  const { rows } = await pool.query(
    `SELECT avg(answer."outputTokens")::float8 AS mean FROM (
       SELECT g."outputTokens" FROM "Judge" j
         JOIN "JudgeRun" r ON r."experimentId" = j."experimentId" AND r."judgeId" = j.id
         JOIN "Judgement" g ON g."experimentId" = r."experimentId" AND g."runId" = r.id
        WHERE j."modelId" = $1 AND g.state = 'done' AND g."outputTokens" IS NOT NULL
        ORDER BY g."endedAt" DESC, g."runId", g.pos LIMIT 500) answer`,
    [modelId],
  )
  return z.object({ mean: z.number().nullable() }).parse(rows[0]).mean
}
