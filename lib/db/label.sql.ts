import type { ClientBase, Pool } from "pg"
import { z } from "zod"
import { labelValueSchema } from "@/lib/contracts/labels"
import {
  LABEL_KEYS,
  LABEL_SOURCES,
  type LabelEntry,
  type LabelSource,
  type LabelValue,
} from "@/lib/domain/label"

export interface StoredLabel extends LabelEntry {
  episodeId: string
  stepIdx: number | null
}

const labelRow = z.object({
  id: z.string(),
  episodeId: z.string(),
  stepIdx: z.number().nullable(),
  key: z.enum(LABEL_KEYS),
  name: z.string(),
  value: labelValueSchema,
  source: z.enum(LABEL_SOURCES),
  authorId: z.string().nullable(),
  adjudicated: z.boolean(),
  admitted: z.boolean(),
  createdAt: z.date().transform((date) => date.toISOString()),
})

const LABEL_COLUMNS = `id, "episodeId", "stepIdx", key, name, value, source, "authorId", adjudicated, "createdAt"`

/** Over `"Label" l`: docs/decisions/0007-judges-are-allowed.md. */
const ADMITTED = `(l.source <> 'judge' OR EXISTS (
  SELECT 1 FROM "JudgeRun" r JOIN "Judge" j ON j."experimentId" = r."experimentId" AND j.id = r."judgeId"
   WHERE r."experimentId" = l."experimentId" AND r.id = l."authorId" AND r.trusted AND j.allowed)) AS admitted`

/** The whole history of some episodes and their steps, oldest first. */
export async function readLabelHistory(
  client: ClientBase | Pool,
  experimentId: string,
  episodeIds: string[],
): Promise<StoredLabel[]> {
  const { rows } = await client.query(
    `SELECT ${LABEL_COLUMNS}, ${ADMITTED} FROM "Label" l WHERE "experimentId" = $1 AND "episodeId" = ANY($2::uuid[])
      ORDER BY "createdAt", id`,
    [experimentId, episodeIds],
  )
  return z.array(labelRow).parse(rows)
}

export interface LabelListQuery {
  experimentId: string
  episodeId?: string
  stepIdx?: number
  /** Rows older than this place. */
  before: { createdAt: string; id: string } | null
  limit: number
}

const listedRow = labelRow.extend({ reason: z.string().nullable() })

/** What a judge gave as the reason of its verdict. */
const REASON = `CASE WHEN l.source = 'judge' AND l.key = 'verdict' THEN (
  SELECT g.reason FROM "Judgement" g
   WHERE g."experimentId" = l."experimentId" AND g."episodeId" = l."episodeId" AND g."runId" = l."authorId") END AS reason`

export async function listLabelRows(
  pool: Pool,
  query: LabelListQuery,
): Promise<z.output<typeof listedRow>[]> {
  const { experimentId, episodeId, stepIdx, before, limit } = query
  const { rows } = await pool.query(
    `SELECT ${LABEL_COLUMNS}, ${ADMITTED}, ${REASON} FROM "Label" l
      WHERE "experimentId" = $1 AND ($2::uuid IS NULL OR "episodeId" = $2) AND ($3::int IS NULL OR "stepIdx" = $3)
        AND ($4::timestamptz IS NULL OR ("createdAt", id) < ($4, $5::uuid))
      ORDER BY "createdAt" DESC, id DESC LIMIT $6`,
    [experimentId, episodeId ?? null, stepIdx ?? null, before?.createdAt ?? null, before?.id ?? null, limit],
  )
  return z.array(listedRow).parse(rows)
}

const lockedRows = z.array(z.object({ id: z.string(), stepCount: z.number() }))

/** Locks the episodes, in id order, until the transaction ends: labels of one episode follow each other. */
export async function lockEpisodes(client: ClientBase, experimentId: string, episodeIds: string[]) {
  const { rows } = await client.query(
    `SELECT id, "stepCount" FROM "Episode" WHERE "experimentId" = $1 AND id = ANY($2::uuid[])
      ORDER BY id FOR NO KEY UPDATE`,
    [experimentId, episodeIds],
  )
  return lockedRows.parse(rows)
}

export async function insertLabels(
  client: ClientBase,
  experimentId: string,
  labels: readonly StoredLabel[],
): Promise<void> {
  await client.query(
    `INSERT INTO "Label" ("experimentId", ${LABEL_COLUMNS})
     SELECT $1::uuid, * FROM unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::jsonb[],
                                    $8::text[], $9::uuid[], $10::bool[], $11::timestamptz[])`,
    [
      experimentId,
      labels.map(({ id }) => id),
      labels.map(({ episodeId }) => episodeId),
      labels.map(({ stepIdx }) => stepIdx),
      labels.map(({ key }) => key),
      labels.map(({ name }) => name),
      labels.map(({ value }) => (value === null ? null : JSON.stringify(value satisfies LabelValue))),
      labels.map(({ source }) => source),
      labels.map(({ authorId }) => authorId),
      labels.map(({ adjudicated }) => adjudicated),
      labels.map(({ createdAt }) => createdAt),
    ],
  )
}

export interface EpisodeVerdict {
  episodeId: string
  /** -1, 0, 1 or null. */
  label: number | null
  source: LabelSource | null
  /** People whose verdict stands, and the share of them that agrees. */
  people: number
  agreement: number | null
}

/** Writes current verdicts beside the episodes; rows that say so already are not touched. */
export async function writeVerdicts(
  client: ClientBase,
  experimentId: string,
  verdicts: readonly EpisodeVerdict[],
): Promise<void> {
  await client.query(
    `UPDATE "Episode" e SET label = v.label, "labelSource" = v.source, "humanVerdicts" = v.people, agreement = v.agreement
       FROM unnest($2::uuid[], $3::smallint[], $4::text[], $5::smallint[], $6::float8[])
            AS v(id, label, source, people, agreement)
      WHERE e."experimentId" = $1 AND e.id = v.id
        AND (e.label, e."labelSource", e."humanVerdicts", e.agreement)
            IS DISTINCT FROM (v.label, v.source, v.people, v.agreement)`,
    [
      experimentId,
      verdicts.map(({ episodeId }) => episodeId),
      verdicts.map(({ label }) => label),
      verdicts.map(({ source }) => source),
      verdicts.map(({ people }) => people),
      verdicts.map(({ agreement }) => agreement),
    ],
  )
}
