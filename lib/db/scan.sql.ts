import type { ClientBase, Pool } from "pg"
import { z } from "zod"
import { MESSAGE_ROLES } from "@/lib/domain/message"

const PAGE = 500

const ASSISTANT = MESSAGE_ROLES.indexOf("assistant")

const moment = z.object({ xmin: z.string(), epoch: z.number(), episodes: z.number() })

/** What an experiment held when a scan began: all that commits later has a transaction id of at least `xmin`. */
export type ScanMoment = z.infer<typeof moment>

export async function readScanMoment(
  client: ClientBase | Pool,
  experimentId: string,
): Promise<ScanMoment | null> {
  const { rows } = await client.query(
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, x.epoch,
            (SELECT coalesce(sum(r."episodeCount"), 0)::int FROM "Run" r WHERE r."experimentId" = x.id) AS episodes
       FROM "Experiment" x WHERE x.id = $1`,
    [experimentId],
  )
  return rows[0] ? moment.parse(rows[0]) : null
}

const coverageRow = z.object({
  watermark: z.string().nullable(),
  epoch: z.number().nullable(),
  episodes: z.number().nullable(),
  matches: z.array(z.string()),
})

/** What a scan has seen and found; null where nobody started it. */
export async function readCoverage(client: ClientBase | Pool, experimentId: string, scanId: string) {
  const { rows } = await client.query(
    `SELECT watermark::text, epoch, episodes, matches FROM "EpisodeScan" WHERE "experimentId" = $1 AND id = $2`,
    [experimentId, scanId],
  )
  return rows[0] ? coverageRow.parse(rows[0]) : null
}

const idRows = z.array(z.object({ id: z.string() }))

/** Episodes written by transactions from `sinceXid` on (all without it), at most `limit` of them. */
export async function listWritten(
  client: ClientBase | Pool,
  experimentId: string,
  sinceXid: string | null,
  limit: number | null,
): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT id FROM "Episode" WHERE "experimentId" = $1 AND ($2::text IS NULL OR "changedXid" >= $2::xid8)
      ORDER BY id LIMIT $3`,
    [experimentId, sinceXid, limit],
  )
  return idRows.parse(rows).map(({ id }) => id)
}

const textRows = z.array(z.object({ id: z.string(), text: z.string() }))

/**
 * The messages of some episodes that may hold a text. `needle` is part of a JSON string with A-Z folded, so that what comes is a superset:
 * field names can match as well.
 */
export async function readLikelyMessages(
  client: ClientBase | Pool,
  experimentId: string,
  episodeIds: readonly string[],
  { needle, assistantOnly }: { needle: string; assistantOnly: boolean },
) {
  const { rows } = await client.query(
    `SELECT s."episodeId" AS id, coalesce(s.message, p.text) AS text
       FROM "Step" s LEFT JOIN "Prompt" p ON p.id = s."promptId"
      WHERE s."experimentId" = $1 AND s."episodeId" = ANY($2::uuid[]) AND ($3::int IS NULL OR s.role = $3)
        AND position($4 IN lower(coalesce(s.message, p.text) COLLATE "C")) > 0`,
    [experimentId, episodeIds, assistantOnly ? ASSISTANT : null, needle],
  )
  return textRows.parse(rows)
}

const actionRows = z.array(
  z.object({ id: z.string(), taskNo: z.number(), replies: z.array(z.string()).nullable() }),
)

/** Episodes in ascending order of id with the replies of each as canonical JSON, page by page. */
export async function* readReplies(client: ClientBase | Pool, experimentId: string) {
  for (let after: string | null = null; ; ) {
    const { rows }: { rows: unknown[] } = await client.query(
      `SELECT e.id, e."taskNo",
              (SELECT array_agg(s.message ORDER BY s.idx) FROM "Step" s
                WHERE s."experimentId" = e."experimentId" AND s."episodeId" = e.id AND s.role = ${ASSISTANT}
                  AND s.message IS NOT NULL) AS replies
         FROM "Episode" e WHERE e."experimentId" = $1 AND ($2::uuid IS NULL OR e.id > $2)
        ORDER BY e.id LIMIT ${PAGE}`,
      [experimentId, after],
    )
    const page = actionRows.parse(rows)
    yield page
    after = page.at(-1)?.id ?? null
    if (page.length < PAGE) return
  }
}

export interface NearNumbers {
  ids: readonly string[]
  all: Int32Array
  task: Int32Array
}

/** Writes the groups of all episodes, as one; those that are right already are not touched. */
export async function writeNearGroups(
  client: ClientBase,
  experimentId: string,
  { ids, all, task }: NearNumbers,
): Promise<void> {
  for (let from = 0; from < ids.length; from += 10_000) {
    const to = from + 10_000
    await client.query(
      `UPDATE "Episode" e SET "nearGroup" = n.near, "nearTaskGroup" = n.task
         FROM unnest($2::uuid[], $3::int[], $4::int[]) AS n(id, near, task)
        WHERE e."experimentId" = $1 AND e.id = n.id
          AND (e."nearGroup", e."nearTaskGroup") IS DISTINCT FROM (n.near, n.task)`,
      [
        experimentId,
        ids.slice(from, to),
        Array.from(all.subarray(from, to)),
        Array.from(task.subarray(from, to)),
      ],
    )
  }
}

interface Finished {
  scanId: string
  moment: ScanMoment
  matches: readonly string[]
  at: Date
}

export async function finishScan(
  client: ClientBase | Pool,
  experimentId: string,
  { scanId, moment: { xmin, epoch, episodes }, matches, at }: Finished,
): Promise<void> {
  await client.query(
    `UPDATE "EpisodeScan" SET status = 'done', progress = 1, error = NULL, watermark = $3::xid8, epoch = $4, episodes = $5,
            matches = $6::uuid[], "finishedAt" = $7 WHERE "experimentId" = $1 AND id = $2`,
    [experimentId, scanId, xmin, epoch, episodes, matches, at],
  )
}
