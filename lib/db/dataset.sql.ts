import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ClientBase, Pool } from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { z } from "zod"
import { BinaryRows, type CopyType, type CopyValue, frameRows } from "@/lib/db/binary-copy"
import { SPLITS, type Split } from "@/lib/domain/episode"
import { AppError } from "@/lib/domain/errors"

export interface NewMember {
  episodeId: string
  /** Of the episode at this moment, as a signed decimal. */
  contentHash: string
  split: Split
  weight: number
  /** How it is taught (`lib/domain/curation/episode-edits`), as text; null where as it is. */
  edits: string | null
}

export interface NewExclusion {
  episodeId: string
  rule: number
}

export interface DatasetKey {
  experimentId: string
  datasetId: string
}

export async function copyRows(
  client: ClientBase,
  sql: string,
  types: readonly CopyType[],
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const encoded = new BinaryRows(types)
  for (const row of rows) encoded.addRow(row)
  await pipeline(Readable.from(frameRows([encoded.take()])), client.query(copyFrom(sql)))
}

export interface NewDataset extends DatasetKey {
  name: string
  manifest: {
    recipe: { id: string }
    counts: { episodes: number; tasks: number; contentTokens: number }
    hash: string
    createdAt: string
  }
  createdById: string | null
}

/** @throws AppError CONFLICT when the name is taken. */
export async function insertDataset(client: ClientBase, dataset: NewDataset): Promise<void> {
  const { manifest } = dataset
  const { rowCount } = await client.query(
    `INSERT INTO "Dataset" ("experimentId", id, name, "recipeId", manifest, hash, "episodeCount", "taskCount",
                            "tokenCount", "createdById", "createdAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING`,
    [
      dataset.experimentId,
      dataset.datasetId,
      dataset.name,
      manifest.recipe.id,
      JSON.stringify(manifest),
      manifest.hash,
      manifest.counts.episodes,
      manifest.counts.tasks,
      manifest.counts.contentTokens,
      dataset.createdById,
      manifest.createdAt,
    ],
  )
  if (rowCount === 0) {
    throw new AppError("CONFLICT", `There is a dataset named ${dataset.name} already: choose another name.`, [
      { path: "name", message: "taken" },
    ])
  }
}

/** Writes the members in their order, each with what is known of it now as JSON; positions count from 0. */
export async function insertMembers(
  client: ClientBase,
  { experimentId, datasetId }: DatasetKey,
  members: readonly (NewMember & { facts: string })[],
): Promise<void> {
  await copyRows(
    client,
    `COPY "DatasetMember" ("experimentId", "datasetId", pos, "episodeId", split, weight, "contentHash", facts,
                           edits)
     FROM STDIN BINARY`,
    ["uuid", "uuid", "int4", "uuid", "text", "float8", "int8", "text", "text"],
    members.map((member, pos) => [
      experimentId,
      datasetId,
      pos,
      member.episodeId,
      member.split,
      member.weight,
      member.contentHash,
      member.facts,
      member.edits,
    ]),
  )
}

export async function insertExclusions(
  client: ClientBase,
  { experimentId, datasetId }: DatasetKey,
  exclusions: readonly NewExclusion[],
): Promise<void> {
  await copyRows(
    client,
    `COPY "DatasetExclusion" ("experimentId", "datasetId", "episodeId", rule) FROM STDIN BINARY`,
    ["uuid", "uuid", "uuid", "int4"],
    exclusions.map(({ episodeId, rule }) => [experimentId, datasetId, episodeId, rule]),
  )
}

const memberRow = z.object({
  position: z.number(),
  episodeId: z.string(),
  split: z.enum(SPLITS),
  weight: z.number(),
  taskKey: z.string(),
  taskTitle: z.string().nullable(),
  taskGroup: z.string().nullable(),
  runName: z.string(),
  score: z.number().nullable(),
  stepCount: z.number(),
  contentTokens: z.number(),
  toolsText: z.string().nullable(),
  edits: z.string().nullable(),
  /** Its run was deleted; the content is kept. */
  gone: z.boolean(),
})

export type DatasetMemberRow = z.infer<typeof memberRow>

/** Members from position `from` on, with what lists and exports need of their episodes. */
export async function readMembers(
  pool: Pool,
  { experimentId, datasetId }: DatasetKey,
  page: { from: number; limit: number; split?: Split },
): Promise<DatasetMemberRow[]> {
  const { rows } = await pool.query(
    `SELECT m.pos AS position, m."episodeId", m.split, m.weight, t.key AS "taskKey", t.title AS "taskTitle",
            t."group" AS "taskGroup", e."runName", e.score, e."stepCount", e."contentTokens",
            p.text AS "toolsText", m.edits, e.gone
       FROM "DatasetMember" m
       JOIN "DatasetEpisode" e ON e."experimentId" = m."experimentId" AND e.id = m."episodeId"
       JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
       LEFT JOIN "Prompt" p ON p.id = e."toolsPromptId"
      WHERE m."experimentId" = $1 AND m."datasetId" = $2 AND m.pos >= $3 AND ($4::text IS NULL OR m.split = $4)
      ORDER BY m.pos LIMIT $5`,
    [experimentId, datasetId, page.from, page.split ?? null, page.limit],
  )
  return rows.map((row) => memberRow.parse(row))
}

const messageRow = z.object({ episodeId: z.string(), text: z.string() })

/** The canonical JSON of every message of some episodes, in order. */
export async function readMessageTexts(
  client: ClientBase | Pool,
  experimentId: string,
  episodeIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await client.query(
    `SELECT s."episodeId", coalesce(s.message, p.text) AS text
       FROM "DatasetStep" s LEFT JOIN "Prompt" p ON p.id = s."promptId"
      WHERE s."experimentId" = $1 AND s."episodeId" = ANY($2::uuid[])
      ORDER BY s."episodeId", s.idx`,
    [experimentId, episodeIds],
  )
  const texts = new Map<string, string[]>(episodeIds.map((id) => [id, []]))
  for (const row of rows) {
    const { episodeId, text } = messageRow.parse(row)
    texts.get(episodeId)?.push(text)
  }
  return texts
}

const labelCounts = z.object({ good: z.number(), bad: z.number(), unsure: z.number(), digest: z.string() })

/** The verdicts that stand over the episodes of some runs, with a digest that changes when any of them does. */
export async function readLabelSnapshot(
  client: ClientBase | Pool,
  experimentId: string,
  runIds: readonly string[],
) {
  const { rows } = await client.query(
    `SELECT count(*) FILTER (WHERE label = 1)::int AS good, count(*) FILTER (WHERE label = -1)::int AS bad,
            count(*) FILTER (WHERE label = 0)::int AS unsure,
            coalesce(encode(sha256(string_agg(id::text || ':' || label, ',' ORDER BY id)::bytea), 'hex'), '') AS digest
       FROM "Episode"
      WHERE "experimentId" = $1 AND "runId" = ANY($2::uuid[]) AND label IS NOT NULL`,
    [experimentId, runIds],
  )
  return labelCounts.parse(rows[0])
}
