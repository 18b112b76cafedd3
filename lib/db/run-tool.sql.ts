import type { ClientBase } from "pg"
import { z } from "zod"
import type { Database } from "@/lib/db/client"
import { MESSAGE_ROLES } from "@/lib/domain/message"
import type { ToolTally } from "@/lib/domain/tool-tally"

interface RunKey {
  experimentId: string
  runId: string
}

/** Adds to the tools of a run whose row the transaction has locked, so that no other writer is at them. */
export async function addToRunTools(
  client: ClientBase,
  { experimentId, runId }: RunKey,
  tallies: ReadonlyMap<string, ToolTally>,
): Promise<void> {
  if (tallies.size === 0) return
  const values = [...tallies.values()]
  await client.query(
    `INSERT INTO "RunTool" AS t ("experimentId", "runId", tool, "callCount", "errorCount", "tokenSum", "latencyCount", "latencyMsSum")
     SELECT $1::uuid, $2::uuid, * FROM unnest($3::text[], $4::int[], $5::int[], $6::int8[], $7::int[], $8::int8[])
     ON CONFLICT ("experimentId", "runId", tool) DO UPDATE SET
       "callCount" = t."callCount" + excluded."callCount", "errorCount" = t."errorCount" + excluded."errorCount",
       "tokenSum" = t."tokenSum" + excluded."tokenSum", "latencyCount" = t."latencyCount" + excluded."latencyCount",
       "latencyMsSum" = t."latencyMsSum" + excluded."latencyMsSum"`,
    [
      experimentId,
      runId,
      [...tallies.keys()],
      values.map(({ callCount }) => callCount),
      values.map(({ errorCount }) => errorCount),
      values.map(({ tokenSum }) => tokenSum),
      values.map(({ latencyCount }) => latencyCount),
      values.map(({ latencyMsSum }) => latencyMsSum),
    ],
  )
}

const episodeToolRow = z.object({
  runId: z.string(),
  tool: z.string(),
  callCount: z.number(),
  errorCount: z.number(),
  tokenSum: z.number(),
  latencyCount: z.number(),
  latencyMsSum: z.number(),
})

export type EpisodeTool = z.infer<typeof episodeToolRow>

/** What some episodes add to the tools of their runs. */
export async function countToolsOfEpisodes(
  client: ClientBase,
  experimentId: string,
  ids: readonly string[],
): Promise<EpisodeTool[]> {
  const { rows } = await client.query(
    `SELECT e."runId", s.tool, count(*)::int AS "callCount", count(*) FILTER (WHERE s."isError")::int AS "errorCount",
            sum(s."contentTokens")::float8 AS "tokenSum", count(s."latencyMs")::int AS "latencyCount",
            coalesce(sum(s."latencyMs"), 0)::float8 AS "latencyMsSum"
       FROM "Episode" e JOIN "Step" s ON s."experimentId" = e."experimentId" AND s."episodeId" = e.id
      WHERE e."experimentId" = $1 AND e.id = ANY($2::uuid[]) AND s.role = ${MESSAGE_ROLES.indexOf("tool")}
        AND s.tool IS NOT NULL
      GROUP BY e."runId", s.tool ORDER BY e."runId", s.tool`,
    [experimentId, ids],
  )
  return z.array(episodeToolRow).parse(rows)
}

/** Takes that out again. The rows of the runs are locked by the transaction. */
export async function subtractFromRunTools(
  client: ClientBase,
  experimentId: string,
  tools: readonly EpisodeTool[],
): Promise<void> {
  if (tools.length === 0) return
  await client.query(
    `UPDATE "RunTool" t SET "callCount" = t."callCount" - u.calls, "errorCount" = t."errorCount" - u.errors,
            "tokenSum" = t."tokenSum" - u.tokens, "latencyCount" = t."latencyCount" - u.timed,
            "latencyMsSum" = t."latencyMsSum" - u.ms
       FROM unnest($2::uuid[], $3::text[], $4::int[], $5::int[], $6::int8[], $7::int[], $8::int8[])
            AS u(run, tool, calls, errors, tokens, timed, ms)
      WHERE t."experimentId" = $1 AND t."runId" = u.run AND t.tool = u.tool`,
    [
      experimentId,
      tools.map(({ runId }) => runId),
      tools.map(({ tool }) => tool),
      tools.map(({ callCount }) => callCount),
      tools.map(({ errorCount }) => errorCount),
      tools.map(({ tokenSum }) => tokenSum),
      tools.map(({ latencyCount }) => latencyCount),
      tools.map(({ latencyMsSum }) => latencyMsSum),
    ],
  )
  const runIds = [...new Set(tools.map(({ runId }) => runId))]
  await client.query(
    `DELETE FROM "RunTool" WHERE "experimentId" = $1 AND "runId" = ANY($2::uuid[]) AND "callCount" = 0`,
    [experimentId, runIds],
  )
}

const TALLY = `"callCount", "errorCount", "tokenSum"::float8, "latencyCount", "latencyMsSum"::float8`

const toolRow = z.object({
  tool: z.string(),
  callCount: z.number(),
  errorCount: z.number(),
  tokenSum: z.number(),
  latencyCount: z.number(),
  latencyMsSum: z.number(),
})

/** The tools of a run from their roll-up, the most used first. */
export async function readRunTools(
  db: { pool: ClientBase | Database["pool"] },
  { experimentId, runId }: RunKey,
) {
  const { rows } = await db.pool.query(
    `SELECT tool, ${TALLY} FROM "RunTool" WHERE "experimentId" = $1 AND "runId" = $2 ORDER BY "callCount" DESC, tool`,
    [experimentId, runId],
  )
  return z.array(toolRow).parse(rows)
}

/** The same counted from the steps: what verification compares with. */
export async function countRunTools(client: ClientBase | Database["pool"], { experimentId, runId }: RunKey) {
  const { rows } = await client.query(
    `SELECT s.tool, count(*)::int AS "callCount", count(*) FILTER (WHERE s."isError")::int AS "errorCount",
            sum(s."contentTokens")::float8 AS "tokenSum", count(s."latencyMs")::int AS "latencyCount",
            coalesce(sum(s."latencyMs"), 0)::float8 AS "latencyMsSum"
       FROM "Episode" e JOIN "Step" s ON s."experimentId" = e."experimentId" AND s."episodeId" = e.id
      WHERE e."experimentId" = $1 AND e."runId" = $2 AND s.role = ${MESSAGE_ROLES.indexOf("tool")} AND s.tool IS NOT NULL
      GROUP BY s.tool ORDER BY "callCount" DESC, s.tool`,
    [experimentId, runId],
  )
  return z.array(toolRow).parse(rows)
}
