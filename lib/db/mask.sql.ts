import type { Pool } from "pg"
import { z } from "zod"
import type { Conditions } from "@/lib/db/conditions"
import { MESSAGE_ROLES } from "@/lib/domain/message"

const stepRows = z.array(z.object({ episodeId: z.string(), stepIdx: z.number() }))

const ASSISTANT = MESSAGE_ROLES.indexOf("assistant")
const TOOL = MESSAGE_ROLES.indexOf("tool")

/** Whether the rule's mask stands on a step: over `"Step" s`. */
const MASKED = `coalesce((
  SELECT l.value = 'true'::jsonb FROM "Label" l
   WHERE l."experimentId" = s."experimentId" AND l."episodeId" = s."episodeId" AND l."stepIdx" = s.idx
     AND l.key = 'mask' AND l.source = 'rule' ORDER BY l."createdAt" DESC, l.id DESC LIMIT 1), false)`

/** The results that follow a call belong to it, up to the next message of another kind. */
const ERRORED = `EXISTS (
  SELECT 1 FROM "Step" r
   WHERE r."experimentId" = s."experimentId" AND r."episodeId" = s."episodeId" AND r.idx > s.idx AND r.role = ${TOOL}
     AND r."isError" AND NOT EXISTS (
       SELECT 1 FROM "Step" b WHERE b."experimentId" = s."experimentId" AND b."episodeId" = s."episodeId"
          AND b.idx > s.idx AND b.idx < r.idx AND b.role <> ${TOOL}))`

/** Calls with an errored result that are not masked yet, of the episodes that match; at most `limit`, episode by episode. */
export async function listUnmaskedErrors(pool: Pool, conditions: Conditions, limit: number) {
  const where = conditions.copy().add(`e."errorCount" > 0`)
  const { rows } = await pool.query(
    `SELECT s."episodeId", s.idx AS "stepIdx" FROM "Episode" e
       JOIN "Step" s ON s."experimentId" = e."experimentId" AND s."episodeId" = e.id
      WHERE ${where} AND s.role = ${ASSISTANT} AND ${ERRORED} AND NOT ${MASKED}
      ORDER BY e.id, s.idx LIMIT ${where.bind(limit)}`,
    where.values,
  )
  return stepRows.parse(rows)
}

/** Steps on which the rule's mask stands. */
export async function listMaskedByRule(pool: Pool, conditions: Conditions, limit: number) {
  const where = conditions.copy()
  const { rows } = await pool.query(
    `SELECT s."episodeId", s.idx AS "stepIdx" FROM "Episode" e
       JOIN "Step" s ON s."experimentId" = e."experimentId" AND s."episodeId" = e.id
      WHERE ${where} AND ${MASKED}
        AND EXISTS (SELECT 1 FROM "Label" l WHERE l."experimentId" = e."experimentId" AND l."episodeId" = e.id
                       AND l.key = 'mask' AND l.source = 'rule')
      ORDER BY e.id, s.idx LIMIT ${where.bind(limit)}`,
    where.values,
  )
  return stepRows.parse(rows)
}
