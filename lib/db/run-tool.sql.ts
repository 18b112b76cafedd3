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
export async function readRunTools(db: Database, { experimentId, runId }: RunKey) {
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
