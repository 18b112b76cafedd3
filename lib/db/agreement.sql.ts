import type { Pool } from "pg"
import { z } from "zod"
import type { Conditions } from "@/lib/db/conditions"
import { LABEL_SOURCES, VERDICTS } from "@/lib/domain/label"

const ratingRows = z.array(
  z.object({
    episodeId: z.string(),
    source: z.enum(LABEL_SOURCES),
    authorId: z.string().nullable(),
    adjudicated: z.boolean(),
    verdict: z.enum(VERDICTS),
    createdAt: z.date(),
    score: z.number().nullable(),
    success: z.boolean().nullable(),
  }),
)

export type RatingRow = z.output<typeof ratingRows>[number]

/** The standing verdict of every author on every whole episode that meets conditions over `"Episode" e`. */
export async function readRatings(pool: Pool, where: Conditions): Promise<RatingRow[]> {
  const { rows } = await pool.query(
    `SELECT * FROM (
       SELECT DISTINCT ON (l."episodeId", l.source, l."authorId", l.adjudicated)
              l."episodeId", l.source, l."authorId", l.adjudicated, l.value #>> '{}' AS verdict, l."createdAt",
              e.score, e.success
         FROM "Label" l JOIN "Episode" e ON e."experimentId" = l."experimentId" AND e.id = l."episodeId"
        WHERE l.key = 'verdict' AND l."stepIdx" IS NULL AND ${where}
        ORDER BY l."episodeId", l.source, l."authorId", l.adjudicated, l."createdAt" DESC, l.id DESC) standing
      WHERE verdict IS NOT NULL`,
    where.values,
  )
  return ratingRows.parse(rows)
}
