import type { ClientBase } from "pg"
import { z } from "zod"
import type { Database } from "@/lib/db/client"

const rowSchema = z.object({
  idx: z.number(),
  text: z.string(),
  promptId: z.string().nullable(),
  contentTokens: z.number(),
  inputTokens: z.number().nullable(),
  cachedTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  latencyMs: z.number().nullable(),
  firstTokenMs: z.number().nullable(),
  costMicro: z.string().transform(Number).nullable(),
  reward: z.number().nullable(),
  isError: z.boolean(),
})

const STEP_COLUMNS = `s."promptId", s."contentTokens", s."inputTokens", s."cachedTokens", s."outputTokens", s."latencyMs",
  s."firstTokenMs", s."costMicro", s.reward, s."isError"`

export type StepRow = z.output<typeof rowSchema>

/** Messages beyond this are read one by one, so that only one of them is in memory at a time. */
const LARGE_BYTES = 200_000

/**
 * Steps `from` up to, not including, `to`, each handed over as it comes and not held; `text` is the message's canonical JSON. For a page whose texts
 * are cut at once: it takes the memory of its longest message, not of all of them.
 */
export async function mapSteps<T>(
  db: Database,
  key: { experimentId: string; episodeId: string },
  { from, to }: { from: number; to: number },
  use: (row: StepRow) => T,
): Promise<T[]> {
  const { rows } = await db.pool.query({
    name: "steps.window",
    text: `SELECT s.idx, CASE WHEN octet_length(s.message) > ${LARGE_BYTES} THEN NULL ELSE coalesce(s.message, p.text) END AS text,
                  ${STEP_COLUMNS}
             FROM "Step" s LEFT JOIN "Prompt" p ON p.id = s."promptId"
            WHERE s."experimentId" = $1 AND s."episodeId" = $2 AND s.idx >= $3 AND s.idx < $4 ORDER BY s.idx`,
    values: [key.experimentId, key.episodeId, from, to],
  })
  const used: T[] = []
  for (const row of rows) {
    const whole = row.text === null ? await readSteps(db, key, row.idx, row.idx + 1) : [rowSchema.parse(row)]
    used.push(...whole.map(use))
  }
  return used
}

/** Steps `from` up to, not including, `to`; `text` is the message's canonical JSON. */
export async function readSteps(
  db: Database,
  key: { experimentId: string; episodeId: string },
  from: number,
  to: number,
): Promise<StepRow[]> {
  const { rows } = await db.pool.query(
    `SELECT s.idx, coalesce(s.message, p.text) AS text, ${STEP_COLUMNS}
       FROM "Step" s LEFT JOIN "Prompt" p ON p.id = s."promptId"
      WHERE s."experimentId" = $1 AND s."episodeId" = $2 AND s.idx >= $3 AND s.idx < $4
      ORDER BY s.idx`,
    [key.experimentId, key.episodeId, from, to],
  )
  return rows.map((row) => rowSchema.parse(row))
}

const outlineRow = z.object({
  idx: z.number(),
  role: z.number(),
  tool: z.string().nullable(),
  contentTokens: z.number(),
  latencyMs: z.number().nullable(),
  costMicro: z.string().transform(Number).nullable(),
  isError: z.boolean(),
  reward: z.number().nullable(),
})

export async function readOutline(db: Database, key: { experimentId: string; episodeId: string }) {
  const { rows } = await db.pool.query(
    `SELECT idx, role, tool, "contentTokens", "latencyMs", "costMicro", "isError", reward
       FROM "Step" WHERE "experimentId" = $1 AND "episodeId" = $2 ORDER BY idx`,
    [key.experimentId, key.episodeId],
  )
  return rows.map((row) => outlineRow.parse(row))
}

const messageRow = z.object({ episodeId: z.string(), idx: z.number(), message: z.string() })

/** The messages of steps `from` up to, not including, `to` of some episodes, without system prompts. */
export async function readStepTexts(
  client: ClientBase,
  experimentId: string,
  ranges: readonly { episodeId: string; from: number; to: number }[],
) {
  const { rows } = await client.query(
    `SELECT s."episodeId", s.idx, s.message
       FROM unnest($2::uuid[], $3::int[], $4::int[]) AS u(id, first, behind)
       JOIN "Step" s ON s."experimentId" = $1 AND s."episodeId" = u.id AND s.idx >= u.first AND s.idx < u.behind
      WHERE s.message IS NOT NULL ORDER BY s."episodeId", s.idx`,
    [
      experimentId,
      ranges.map(({ episodeId }) => episodeId),
      ranges.map(({ from }) => from),
      ranges.map(({ to }) => to),
    ],
  )
  return z.array(messageRow).parse(rows)
}
