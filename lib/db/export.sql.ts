import type { Pool } from "pg"
import { z } from "zod"
import { SPLITS, type Split } from "@/lib/domain/episode"

interface DatasetKey {
  experimentId: string
  datasetId: string
}

const factsSchema = z.object({
  score: z.number().nullable(),
  success: z.boolean().nullable(),
  label: z.number().nullable(),
  metrics: z.record(z.string(), z.number()),
})

const memberRow = z.object({
  position: z.number(),
  episodeId: z.string(),
  split: z.enum(SPLITS),
  weight: z.number(),
  edits: z.string().nullable(),
  task: z.string(),
  runId: z.string(),
  facts: z.string().transform((text) => factsSchema.parse(JSON.parse(text))),
  contentTokens: z.number(),
  toolsText: z.string().nullable(),
})

export type ExportMemberRow = z.infer<typeof memberRow>

/**
 * Members of one split from position `from` on, or of some positions, with all that a training file may say about an episode: what was known of it
 * when the dataset was made, or now where that was not kept.
 */
export async function readExportMembers(
  pool: Pool,
  { experimentId, datasetId }: DatasetKey,
  page: { from: number; limit: number; split: Split; positions?: readonly number[] },
): Promise<ExportMemberRow[]> {
  const { rows } = await pool.query(
    `SELECT m.pos AS position, m."episodeId", m.split, m.weight, m.edits, t.key AS task, e."runId", e."contentTokens",
            p.text AS "toolsText",
            coalesce(m.facts, jsonb_build_object('score', e.score, 'success', e.success, 'label', e.label,
                                                 'metrics', e.metrics)::text) AS facts
       FROM "DatasetMember" m
       JOIN "DatasetEpisode" e ON e."experimentId" = m."experimentId" AND e.id = m."episodeId"
       JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
       LEFT JOIN "Prompt" p ON p.id = e."toolsPromptId"
      WHERE m."experimentId" = $1 AND m."datasetId" = $2 AND m.pos >= $3 AND m.split = $4
        AND ($6::int[] IS NULL OR m.pos = ANY($6))
      ORDER BY m.pos LIMIT $5`,
    [experimentId, datasetId, page.from, page.split, page.limit, page.positions ?? null],
  )
  return rows.map((row) => memberRow.parse(row))
}

const weightRow = z.object({ position: z.number(), weight: z.number() })

/** The weight of every member of one split, in their order. */
export async function readMemberWeights(
  pool: Pool,
  { experimentId, datasetId }: DatasetKey,
  split: Split,
): Promise<z.infer<typeof weightRow>[]> {
  const { rows } = await pool.query(
    `SELECT pos AS position, weight FROM "DatasetMember"
      WHERE "experimentId" = $1 AND "datasetId" = $2 AND split = $3 ORDER BY pos`,
    [experimentId, datasetId, split],
  )
  return rows.map((row) => weightRow.parse(row))
}

const messageRow = z.object({ episodeId: z.string(), text: z.string(), tokens: z.number() })

export interface StoredMessage {
  /** Canonical JSON. */
  text: string
  tokens: number
}

/** Every message of some episodes in order, with its tokens. */
export async function readExportMessages(
  pool: Pool,
  experimentId: string,
  episodeIds: readonly string[],
): Promise<Map<string, StoredMessage[]>> {
  const { rows } = await pool.query(
    `SELECT s."episodeId", coalesce(s.message, p.text) AS text, s."contentTokens" AS tokens
       FROM "DatasetStep" s LEFT JOIN "Prompt" p ON p.id = s."promptId"
      WHERE s."experimentId" = $1 AND s."episodeId" = ANY($2::uuid[])
      ORDER BY s."episodeId", s.idx`,
    [experimentId, episodeIds],
  )
  const messages = new Map<string, StoredMessage[]>(episodeIds.map((id) => [id, []]))
  for (const row of rows) {
    const { episodeId, text, tokens } = messageRow.parse(row)
    messages.get(episodeId)?.push({ text, tokens })
  }
  return messages
}
