import type { ClientBase, Pool } from "pg"
import { z } from "zod"
import { copyRows, type DatasetKey } from "@/lib/db/dataset.sql"
import { SPLITS, type Split } from "@/lib/domain/episode"

/** Two episodes that part at message `step`; the chosen one is a member on that side. */
export interface NewPair {
  split: Split
  chosenId: string
  rejectedId: string
  step: number
  /** Of the rejected episode at this moment, as a signed decimal. */
  rejectedHash: string
}

/** Writes the pairs in their order; positions count from 0. */
export async function insertPairs(
  client: ClientBase,
  { experimentId, datasetId }: DatasetKey,
  pairs: readonly NewPair[],
): Promise<void> {
  await copyRows(
    client,
    `COPY "DatasetPair" ("experimentId", "datasetId", pos, split, "chosenId", "rejectedId", step, "rejectedHash")
     FROM STDIN BINARY`,
    ["uuid", "uuid", "int4", "text", "uuid", "uuid", "int4", "int8"],
    pairs.map(({ split, chosenId, rejectedId, step, rejectedHash }, pos) => [
      experimentId,
      datasetId,
      pos,
      split,
      chosenId,
      rejectedId,
      step,
      rejectedHash,
    ]),
  )
}

const pairRow = z.object({
  position: z.number(),
  split: z.enum(SPLITS),
  chosenId: z.string(),
  rejectedId: z.string(),
  step: z.number(),
  rejectedHash: z.string(),
  /** Of the tools that the chosen episode had; null without any. */
  toolsText: z.string().nullable(),
})

export type DatasetPairRow = z.infer<typeof pairRow>

/** Pairs from position `from` on, all or of one side. */
export async function readPairs(
  pool: Pool,
  { experimentId, datasetId }: DatasetKey,
  page: { from: number; limit: number; split?: Split },
): Promise<DatasetPairRow[]> {
  const { rows } = await pool.query(
    `SELECT d.pos AS position, d.split, d."chosenId", d."rejectedId", d.step, d."rejectedHash"::text AS "rejectedHash",
            p.text AS "toolsText"
       FROM "DatasetPair" d
       LEFT JOIN "DatasetEpisode" e ON e."experimentId" = d."experimentId" AND e.id = d."chosenId"
       LEFT JOIN "Prompt" p ON p.id = e."toolsPromptId"
      WHERE d."experimentId" = $1 AND d."datasetId" = $2 AND d.pos >= $3 AND ($4::text IS NULL OR d.split = $4)
      ORDER BY d.pos LIMIT $5`,
    [experimentId, datasetId, page.from, page.split ?? null, page.limit],
  )
  return rows.map((row) => pairRow.parse(row))
}
