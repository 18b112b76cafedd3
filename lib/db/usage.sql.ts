import { z } from "zod"
import type { Database } from "@/lib/db/client"

const taskUsageRow = z.object({
  taskNo: z.number(),
  recorded: z.number(),
  inputTokens: z.number(),
  cachedTokens: z.number(),
  outputTokens: z.number(),
})

/** Recorded tokens of a run by task; cached ones never exceed the input of their episode. Episodes without usage are left out. */
export async function readTaskUsage(db: Database, experimentId: string, runId: string) {
  const { rows } = await db.pool.query(
    `SELECT "taskNo", count(*)::int AS recorded, sum("inputTokens")::float8 AS "inputTokens",
            sum(least(coalesce("cachedTokens", 0), "inputTokens"))::float8 AS "cachedTokens",
            sum("outputTokens")::float8 AS "outputTokens"
       FROM "Episode"
      WHERE "experimentId" = $1 AND "runId" = $2 AND "inputTokens" IS NOT NULL AND "outputTokens" IS NOT NULL
      GROUP BY "taskNo"`,
    [experimentId, runId],
  )
  return z.array(taskUsageRow).parse(rows)
}

const unmeteredRow = z.object({ id: z.string(), taskNo: z.number(), toolTokens: z.number() })

/** Episodes of a run without recorded usage, after an id, with the tokens of their tool definitions. */
export async function readUnmeteredEpisodes(
  db: Database,
  run: { experimentId: string; runId: string },
  after: string | null,
  limit: number,
) {
  const { rows } = await db.pool.query(
    `SELECT e.id, e."taskNo", coalesce(p.tokens, 0) AS "toolTokens"
       FROM "Episode" e
       JOIN "Run" r ON r."experimentId" = e."experimentId" AND r.id = e."runId"
       LEFT JOIN "Prompt" p ON p.id = coalesce(e."toolsPromptId", r."toolsPromptId")
      WHERE e."experimentId" = $1 AND e."runId" = $2
        AND (e."inputTokens" IS NULL OR e."outputTokens" IS NULL) AND ($3::uuid IS NULL OR e.id > $3)
      ORDER BY e.id LIMIT $4`,
    [run.experimentId, run.runId, after, limit],
  )
  return z.array(unmeteredRow).parse(rows)
}

const toolUseRow = z.object({ toolTokens: z.coerce.number(), callsPerStep: z.coerce.number() })

/** Episodes of a run mostly see the same tools. */
const SAMPLED_EPISODES = 1000

/** Tokens of the tool definitions that an episode of a run sees, on average over some of them, and its calls for each of its steps. */
export async function readToolUse(db: Database, experimentId: string, runId: string) {
  const { rows } = await db.pool.query(
    `SELECT coalesce((SELECT avg(coalesce(p.tokens, 0))
              FROM (SELECT "toolsPromptId" FROM "Episode" WHERE "experimentId" = $1 AND "runId" = $2
                     LIMIT ${SAMPLED_EPISODES}) e
              LEFT JOIN "Prompt" p ON p.id = coalesce(e."toolsPromptId", r."toolsPromptId")), 0) AS "toolTokens",
            coalesce((SELECT sum("callCount") FROM "RunTool" t
               WHERE t."experimentId" = $1 AND t."runId" = $2)::float8 / nullif(r."stepSum", 0), 0) AS "callsPerStep"
       FROM "Run" r WHERE r."experimentId" = $1 AND r.id = $2`,
    [experimentId, runId],
  )
  return toolUseRow.parse(rows[0])
}
