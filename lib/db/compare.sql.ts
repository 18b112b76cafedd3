import { z } from "zod"
import type { Database } from "@/lib/db/client"
import { COST_KINDS, type CostKind } from "@/lib/domain/episode"

const count = z.number().int()

const outcomeRow = z.object({
  runId: z.string(),
  taskNo: count,
  trials: count,
  judged: count,
  successes: count,
  scoreCount: count,
  scoreSum: z.number(),
  costCount: count,
  costMicroSum: z.number(),
  reported: count,
  computed: count,
  estimated: count,
  notional: count,
  tokenCount: count,
  tokenSum: z.number(),
  tokenCostMicroSum: z.number(),
  latenciesMs: z.array(z.number()),
})

const taskRow = z.object({
  no: count,
  key: z.string(),
  title: z.string().nullable(),
  split: z.string().nullable(),
  group: z.string().nullable(),
})

export type ComparedTaskRow = z.infer<typeof taskRow>

/**
 * What one run did on one task, summed over its trials. `tokenCount` counts the trials whose cost and billed tokens are both
 * known, `tokenSum` and `tokenCostMicroSum` are over those.
 */
export type RunOutcome = Omit<z.infer<typeof outcomeRow>, CostKind> & {
  costKinds: Partial<Record<CostKind, number>>
}

/** The same with the task it is about. */
export type TaskOutcome = RunOutcome & Omit<ComparedTaskRow, "no">

/** One row per (run, task), ordered by run and task number. */
export async function readRunOutcomes(
  db: Database,
  experimentId: string,
  runIds: readonly string[],
): Promise<RunOutcome[]> {
  const { rows } = await db.pool.query(
    `SELECT "runId", "taskNo",
            count(*)::int AS trials,
            count(success)::int AS judged,
            count(*) FILTER (WHERE success)::int AS successes,
            count(score)::int AS "scoreCount",
            coalesce(sum(score), 0)::float8 AS "scoreSum",
            count("costMicro")::int AS "costCount",
            coalesce(sum("costMicro"), 0)::float8 AS "costMicroSum",
            ${COST_KINDS.map((kind) => `count(*) FILTER (WHERE "costKind" = '${kind}')::int AS ${kind}`).join(", ")},
            count(*) FILTER (WHERE metered)::int AS "tokenCount",
            coalesce(sum("inputTokens" + "outputTokens") FILTER (WHERE metered), 0)::float8 AS "tokenSum",
            coalesce(sum("costMicro") FILTER (WHERE metered), 0)::float8 AS "tokenCostMicroSum",
            coalesce(array_agg("latencyMs") FILTER (WHERE "latencyMs" IS NOT NULL), '{}') AS "latenciesMs"
       FROM "Episode",
            LATERAL (SELECT "costMicro" + "inputTokens" + "outputTokens" IS NOT NULL AS metered)
      WHERE "experimentId" = $1 AND "runId" = ANY($2::uuid[])
      GROUP BY "runId", "taskNo"
      ORDER BY "runId", "taskNo"`,
    [experimentId, runIds],
  )
  return z
    .array(outcomeRow)
    .parse(rows)
    .map(({ reported, computed, estimated, notional, ...sums }) => ({
      ...sums,
      costKinds: dropZeros({ reported, computed, estimated, notional }),
    }))
}

/** The tasks of some numbers in order of their keys (as JavaScript compares them), those of the named splits and groups only where any is named. */
export async function readComparedTasks(
  db: Database,
  experimentId: string,
  { numbers, splits, groups }: { numbers: readonly number[]; splits?: string[]; groups?: string[] },
): Promise<ComparedTaskRow[]> {
  const { rows } = await db.pool.query(
    `SELECT no, key, title, split, "group"
       FROM "Task"
      WHERE "experimentId" = $1 AND no = ANY($2::int[])
        AND ($3::text[] IS NULL OR split = ANY($3))
        AND ($4::text[] IS NULL OR "group" = ANY($4))
      ORDER BY key COLLATE "C"`,
    [experimentId, numbers, splits ?? null, groups ?? null],
  )
  return z.array(taskRow).parse(rows)
}

/** The tags of some runs' episodes by task; tasks without any are left out. */
export async function readEpisodeTags(db: Database, experimentId: string, runIds: readonly string[]) {
  const { rows } = await db.pool.query(
    `SELECT "taskNo", array_agg(DISTINCT tag ORDER BY tag) AS tags
       FROM "Episode", unnest(tags) AS tag
      WHERE "experimentId" = $1 AND "runId" = ANY($2::uuid[])
      GROUP BY "taskNo"
      ORDER BY "taskNo"`,
    [experimentId, runIds],
  )
  return z.array(z.object({ taskNo: count, tags: z.array(z.string()) })).parse(rows)
}

function dropZeros(kinds: Record<CostKind, number>): Partial<Record<CostKind, number>> {
  return Object.fromEntries(Object.entries(kinds).filter(([, episodes]) => episodes > 0))
}
