import type { ClientBase, Pool } from "pg"
import { z } from "zod"
import type { DrawKind, DrawnBatch } from "@/lib/domain/curation/drawn-sample"

const frameSchema = z.record(z.string(), z.number())

export interface LabelPickRow {
  episodeId: string
  size: number
  priority: number
  asked: boolean
}

export interface LabelDrawRow {
  experimentId: string
  id: string
  kind: DrawKind
  metric: string
  threshold: number
  seed: number
  frame: Record<string, number>
  outside: number
  createdById: string | null
  createdAt: Date
  /** By rank. */
  picks: readonly LabelPickRow[]
}

/** Writes a draw with its picks; both are only ever added. */
export async function insertLabelDraw(client: ClientBase, draw: LabelDrawRow): Promise<void> {
  const { experimentId, id, picks } = draw
  await client.query(
    `INSERT INTO "LabelDraw" ("experimentId", id, kind, metric, threshold, seed, frame, outside, "createdById", "createdAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      experimentId,
      id,
      draw.kind,
      draw.metric,
      draw.threshold,
      draw.seed,
      JSON.stringify(draw.frame),
      draw.outside,
      draw.createdById,
      draw.createdAt,
    ],
  )
  await client.query(
    `INSERT INTO "LabelPick" ("experimentId", "drawId", rank, "episodeId", size, priority, asked)
     SELECT $1, $2, p.rank, p.id, p.size, p.priority, p.asked
       FROM unnest($3::uuid[], $4::float8[], $5::float8[], $6::bool[]) WITH ORDINALITY AS p(id, size, priority, asked, rank)`,
    [
      experimentId,
      id,
      picks.map(({ episodeId }) => episodeId),
      picks.map(({ size }) => size),
      picks.map(({ priority }) => priority),
      picks.map(({ asked }) => asked),
    ],
  )
}

/** Good, bad or unsure said by a human: the only verdicts that answer a draw. */
const ANSWERED = `e.label IS NOT NULL AND e."labelSource" = 'human'`

const drawRows = z.array(z.object({ id: z.string(), outside: z.number(), frame: frameSchema }))
const pickRows = z.array(
  z.object({
    drawId: z.string(),
    episodeId: z.string(),
    size: z.number(),
    priority: z.number(),
    answered: z.boolean(),
  }),
)

export interface StoredDraw extends DrawnBatch {
  frame: Record<string, number>
}

/** The draws over a metric, oldest first, with those of their picks that still exist, by rank. */
export async function readLabelDraws(
  pool: Pool,
  experimentId: string,
  metric: string,
): Promise<StoredDraw[]> {
  const draws = await pool.query(
    `SELECT id, outside, frame FROM "LabelDraw" WHERE "experimentId" = $1 AND metric = $2 ORDER BY "createdAt", id`,
    [experimentId, metric],
  )
  const picks = await pool.query(
    `SELECT p."drawId", p."episodeId", p.size, p.priority, ${ANSWERED} AS answered
       FROM "LabelPick" p JOIN "Episode" e ON e."experimentId" = p."experimentId" AND e.id = p."episodeId"
      WHERE p."experimentId" = $1 AND p."drawId" = ANY($2::uuid[]) ORDER BY p."drawId", p.rank`,
    [experimentId, draws.rows.map(({ id }) => id)],
  )
  const byDraw = Map.groupBy(pickRows.parse(picks.rows), ({ drawId }) => drawId)
  return drawRows
    .parse(draws.rows)
    .map(({ id, outside, frame }) => ({ outside, frame, picks: byDraw.get(id) ?? [] }))
}

const nextRows = z.array(
  z.object({ episodeId: z.string().nullable(), remaining: z.number(), total: z.number() }),
)

/**
 * The next pick of a draw without an answer after an episode, from the top again after the last; null where there is no such
 * draw.
 */
export async function readNextPick(pool: Pool, experimentId: string, drawId: string, after: string | null) {
  const { rows } = await pool.query(
    `SELECT (array_agg(p."episodeId" ORDER BY p.rank <= coalesce(a.rank, 0), p.rank)
              FILTER (WHERE NOT coalesce(${ANSWERED}, false) AND p."episodeId" IS DISTINCT FROM $3::uuid))[1]
              AS "episodeId",
            (count(*) FILTER (WHERE NOT coalesce(${ANSWERED}, false)))::int AS remaining,
            (count(*) FILTER (WHERE p.asked OR NOT coalesce(${ANSWERED}, false)))::int AS total
       FROM "LabelDraw" d
       JOIN "LabelPick" p ON p."experimentId" = d."experimentId" AND p."drawId" = d.id
       JOIN "Episode" e ON e."experimentId" = p."experimentId" AND e.id = p."episodeId"
       LEFT JOIN "LabelPick" a ON a."experimentId" = d."experimentId" AND a."drawId" = d.id AND a."episodeId" = $3
      WHERE d."experimentId" = $1 AND d.id = $2
      GROUP BY d.id`,
    [experimentId, drawId, after],
  )
  return nextRows.parse(rows)[0] ?? null
}
