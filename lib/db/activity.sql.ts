import type { ClientBase } from "pg"
import { z } from "zod"
import type { Database } from "@/lib/db/client"
import { Conditions } from "@/lib/db/conditions"
import { ACTIVITY_NAMES } from "@/lib/domain/activity"

const rowSchema = z.object({
  id: z.string(),
  name: z.enum(ACTIVITY_NAMES),
  actorId: z.string().nullable(),
  actorName: z.string(),
  actorKind: z.string().nullable(),
  experimentId: z.string().nullable(),
  subjectId: z.string(),
  subjectName: z.string(),
  before: z.unknown(),
  after: z.unknown(),
  createdAt: z.date(),
})

export type ActivityRow = z.infer<typeof rowSchema>

export interface ActivityFilter {
  /** All of them when undefined. */
  names?: string[] | undefined
  actorId?: string | undefined
  experimentId?: string | undefined
  /** The last row of the page before. */
  after: { createdAt: string; id: string } | null
}

interface NewActivity extends Omit<ActivityRow, "before" | "after"> {
  before?: unknown
  after?: unknown
}

/** For changes that are written past Prisma, in their transaction. */
export async function insertActivity(client: ClientBase, entry: NewActivity): Promise<void> {
  const { before = null, after = null } = entry
  await client.query(
    `INSERT INTO "Activity" (id, name, "actorId", "actorName", "actorKind", "experimentId", "subjectId", "subjectName",
                             before, after, "createdAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[entry.id, entry.name, entry.actorId, entry.actorName, entry.actorKind, entry.experimentId],
      ...[entry.subjectId, entry.subjectName],
      ...[before, after].map((value) => (value === null ? null : JSON.stringify(value))),
      entry.createdAt,
    ],
  )
}

/** What both halves of the log are cut by; `actor` is the column that says who. */
function cut({ actorId, experimentId, after }: ActivityFilter, values: Conditions, actor: string): string {
  const parts = ["true"]
  if (actorId) parts.push(`${actor} = ${values.bind(actorId)}::uuid`)
  if (experimentId) parts.push(`"experimentId" = ${values.bind(experimentId)}::uuid`)
  if (after) {
    const [createdAt, id] = [values.bind(after.createdAt), values.bind(after.id)]
    parts.push(`("createdAt", id) < (${createdAt}::timestamptz, ${id}::uuid)`)
  }
  return parts.join(" AND ")
}

const ENTRIES = (where: string, limit: string) => `
  SELECT id, name, "actorId", "actorName", "actorKind", "experimentId", "subjectId", "subjectName", before, after, "createdAt"
    FROM "Activity" WHERE ${where} ORDER BY "createdAt" DESC, id DESC LIMIT ${limit}`

/** What people said of episodes, with what the latest of them had said of the same before. */
const LABELS = (where: string, limit: string) => `
  SELECT l.id, 'label.set', l."authorId", coalesce(u.name, 'a former member'), NULL, l."experimentId", l."episodeId"::text,
         coalesce(t.key || ' #' || e.trial, e."externalId"),
         CASE WHEN p.id IS NULL THEN NULL ELSE jsonb_build_object('key', l.key, 'name', l.name, 'step', l."stepIdx", 'value', p.value) END,
         jsonb_build_object('key', l.key, 'name', l.name, 'step', l."stepIdx", 'value', l.value), l."createdAt"
    FROM (SELECT * FROM "Label" WHERE source = 'human' AND ${where} ORDER BY "createdAt" DESC, id DESC LIMIT ${limit}) l
    JOIN "Episode" e ON e."experimentId" = l."experimentId" AND e.id = l."episodeId"
    LEFT JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
    LEFT JOIN "User" u ON u.id = l."authorId"
    LEFT JOIN LATERAL (
      SELECT q.id, q.value FROM "Label" q
       WHERE q."experimentId" = l."experimentId" AND q."episodeId" = l."episodeId" AND q.source = 'human' AND q.key = l.key
         AND q.name = l.name AND q."stepIdx" IS NOT DISTINCT FROM l."stepIdx" AND q."createdAt" < l."createdAt"
       ORDER BY q."createdAt" DESC, q.id DESC LIMIT 1) p ON true`

/** The log, newest first. Labels keep their own history, so theirs is read where it stands. */
export async function readActivity(
  db: Database,
  filter: ActivityFilter,
  limit: number,
): Promise<ActivityRow[]> {
  const values = new Conditions()
  const most = values.bind(limit)
  const named = filter.names ? `name = ANY(${values.bind(filter.names)}::text[])` : "true"
  const parts = [ENTRIES(`${named} AND ${cut(filter, values, '"actorId"')}`, most)]
  if (!filter.names || filter.names.includes("label.set")) {
    parts.push(LABELS(cut(filter, values, '"authorId"'), most))
  }
  const { rows } = await db.pool.query(
    `SELECT * FROM (${parts.map((part) => `(${part})`).join(" UNION ALL ")})
       log (id, name, "actorId", "actorName", "actorKind", "experimentId", "subjectId", "subjectName", before, after, "createdAt")
      ORDER BY "createdAt" DESC, id DESC LIMIT ${most}`,
    values.values,
  )
  return z.array(rowSchema).parse(rows)
}
