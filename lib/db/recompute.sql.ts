import type { ClientBase } from "pg"
import { z } from "zod"
import type { Database } from "@/lib/db/client"
import { Conditions } from "@/lib/db/conditions"
import { lockRunRollup, writeRunRollup } from "@/lib/db/run-rollup.sql"
import { withTransaction } from "@/lib/db/transaction"
import { COST_KINDS, STOP_REASONS } from "@/lib/domain/episode"
import { MESSAGE_ROLES, type Role } from "@/lib/domain/message"
import type { CountedMessage } from "@/lib/domain/pricing/usage"
import { addToRollup, emptyRollup } from "@/lib/domain/run-rollup"
import type { SuccessRule } from "@/lib/domain/success-rule"

const PAGE = 5000

interface RunKey {
  experimentId: string
  runId: string
}

function successSql(where: Conditions, rule: SuccessRule | null): string {
  if (rule === null) return `"sourceSuccess"`
  const value = rule.metric === "score" ? "score" : `(metrics ->> ${where.bind(rule.metric)})::float8`
  return `(${value} >= ${where.bind(rule.min)}::float8)`
}

/** Judges at most 5,000 episodes that a rule sees otherwise than they stand; answers how many there were. */
export async function applySuccessRule(db: Database, run: RunKey, rule: SuccessRule | null): Promise<number> {
  const where = new Conditions().add(`"experimentId" = ?`, run.experimentId).add(`"runId" = ?`, run.runId)
  const judged = successSql(where, rule)
  const { rowCount } = await db.pool.query(
    `UPDATE "Episode" SET success = ${judged}
      WHERE "experimentId" = $1 AND id IN (
        SELECT id FROM "Episode" WHERE ${where} AND success IS DISTINCT FROM ${judged} LIMIT ${PAGE})`,
    where.values,
  )
  return rowCount ?? 0
}

const bigintText = z.string().transform(Number)

export const ROLLUP_COLUMNS = `id, "runId", score, success, "stopReason", "costMicro", "costKind", "environmentCostMicro",
            "inputTokens", "outputTokens", "contentTokens", "stepCount", "errorCount", "latencyMs"`

export const rollupRow = z.object({
  id: z.string(),
  runId: z.string(),
  score: z.number().nullable(),
  success: z.boolean().nullable(),
  stopReason: z.enum(STOP_REASONS),
  costMicro: bigintText.nullable(),
  costKind: z.enum(COST_KINDS).nullable(),
  environmentCostMicro: bigintText.nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  contentTokens: z.number(),
  stepCount: z.number(),
  errorCount: z.number(),
  latencyMs: z.number().nullable(),
})

async function readPage(client: ClientBase, run: RunKey, after: string | null) {
  const { rows } = await client.query(
    `SELECT ${ROLLUP_COLUMNS}
       FROM "Episode" WHERE "experimentId" = $1 AND "runId" = $2 AND ($3::uuid IS NULL OR id > $3)
      ORDER BY id LIMIT ${PAGE}`,
    [run.experimentId, run.runId, after],
  )
  return z.array(rollupRow).parse(rows)
}

/** Counts a run again from its episodes, by the same addition as ingest, while holding its row. */
export async function rebuildRunRollup(db: Database, run: RunKey): Promise<void> {
  await withTransaction(db, async (client) => {
    const exists = await lockRunRollup(client, run.experimentId, run.runId)
    if (!exists) return
    const rollup = emptyRollup()
    for (let after: string | null = null; ; ) {
      const page = await readPage(client, run, after)
      for (const episode of page) addToRollup(rollup, episode)
      after = page.at(-1)?.id ?? null
      if (page.length < PAGE) break
    }
    await writeRunRollup(client, run.experimentId, run.runId, rollup)
  })
}

const unpricedRow = z.object({
  id: z.string(),
  inputTokens: z.number().nullable(),
  cachedTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  toolTokens: z.number(),
})

/** Episodes of a run whose cost was not reported, after an id, with the tokens of their tool definitions. */
export async function readUnreportedCosts(db: Database, run: RunKey, after: string | null, limit: number) {
  const { rows } = await db.pool.query(
    `SELECT e.id, e."inputTokens", e."cachedTokens", e."outputTokens", coalesce(p.tokens, 0) AS "toolTokens"
       FROM "Episode" e
       JOIN "Run" r ON r."experimentId" = e."experimentId" AND r.id = e."runId"
       LEFT JOIN "Prompt" p ON p.id = coalesce(e."toolsPromptId", r."toolsPromptId")
      WHERE e."experimentId" = $1 AND e."runId" = $2 AND e."costKind" IS DISTINCT FROM 'reported'
        AND ($3::uuid IS NULL OR e.id > $3)
      ORDER BY e.id LIMIT $4`,
    [run.experimentId, run.runId, after, limit],
  )
  return z.array(unpricedRow).parse(rows)
}

const tokenRow = z.object({ episodeId: z.string(), roles: z.array(z.number()), tokens: z.array(z.number()) })

/** Roles and own tokens of all messages of some episodes, in order. */
export async function readStepTokens(
  db: Database,
  experimentId: string,
  episodeIds: string[],
): Promise<Map<string, CountedMessage[]>> {
  const { rows } = await db.pool.query(
    `SELECT "episodeId", array_agg(role::int ORDER BY idx) AS roles, array_agg("contentTokens" ORDER BY idx) AS tokens
       FROM "Step" WHERE "experimentId" = $1 AND "episodeId" = ANY($2::uuid[]) GROUP BY "episodeId"`,
    [experimentId, episodeIds],
  )
  const parsed = z.array(tokenRow).parse(rows)
  return new Map(
    parsed.map(({ episodeId, roles, tokens }) => [
      episodeId,
      roles.map((role, index) => ({ role: MESSAGE_ROLES[role] as Role, tokens: tokens[index] as number })),
    ]),
  )
}

export interface EpisodeCost {
  id: string
  costMicro: number | null
  costKind: string | null
}

export async function writeCosts(
  db: Database,
  experimentId: string,
  costs: readonly EpisodeCost[],
): Promise<void> {
  await db.pool.query(
    `UPDATE "Episode" e SET "costMicro" = c.micro, "costKind" = c.kind
       FROM unnest($2::uuid[], $3::int8[], $4::text[]) AS c(id, micro, kind)
      WHERE e."experimentId" = $1 AND e.id = c.id AND (e."costMicro", e."costKind") IS DISTINCT FROM (c.micro, c.kind)`,
    [
      experimentId,
      costs.map(({ id }) => id),
      costs.map(({ costMicro }) => costMicro),
      costs.map(({ costKind }) => costKind),
    ],
  )
}
