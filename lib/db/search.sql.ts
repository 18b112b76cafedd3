import { type ClientBase, escapeLiteral, type Pool } from "pg"
import { z } from "zod"
import { copyRows } from "@/lib/db/binary-copy-reader"
import type { Database } from "@/lib/db/client"
import { sqlState, withTransaction } from "@/lib/db/transaction"
import { EpisodeIds } from "@/lib/domain/curation/episode-ids"
import type { SearchPart } from "@/lib/domain/search-text"

const LANGUAGE = "'english'"

/** SQLSTATE of a statement that took longer than it may. */
const CANCELLED = "57014"

/** An episode whose parts do not reach to its end. */
const UNINDEXED = `e."stepCount" > 0 AND NOT EXISTS (
  SELECT 1 FROM "EpisodeSearch" s
   WHERE s."experimentId" = e."experimentId" AND s."episodeId" = e.id AND s."toIdx" >= e."stepCount")`

const momentRow = z.object({
  xmin: z.string(),
  watermark: z.string().nullable(),
  indexedAt: z.date().nullable(),
})

/** How far an index has come, and the transactions that are not over yet; null where there is no such experiment. */
export async function readSearchMoment(client: ClientBase | Pool, experimentId: string) {
  const { rows } = await client.query(
    `SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin, i.watermark::text, i."indexedAt"
       FROM "Experiment" x LEFT JOIN "SearchIndex" i ON i."experimentId" = x.id WHERE x.id = $1`,
    [experimentId],
  )
  return rows[0] ? momentRow.parse(rows[0]) : null
}

/** Experiments in which something was written since their index was last brought up to date. */
export async function listStaleIndexes(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query(
    `SELECT x.id FROM "Experiment" x LEFT JOIN "SearchIndex" i ON i."experimentId" = x.id
      WHERE EXISTS (SELECT 1 FROM "Episode" e WHERE e."experimentId" = x.id
                       AND e."changedXid" >= coalesce(i.watermark, '0'::xid8))
      ORDER BY x.id`,
  )
  return idRows.parse(rows).map(({ id }) => id)
}

const idRows = z.array(z.object({ id: z.string() }))

function unindexedSince(watermark: string | null, values: unknown[]): string {
  if (watermark === null) return UNINDEXED
  values.push(watermark)
  return `e."changedXid" >= $${values.length}::xid8 AND ${UNINDEXED}`
}

/** Episodes after an id that the index lacks, wholly or their last steps. */
export async function listUnindexed(
  client: ClientBase | Pool,
  experimentId: string,
  { watermark, after, limit }: { watermark: string | null; after: string | null; limit: number },
): Promise<string[]> {
  const values: unknown[] = [experimentId, after, limit]
  const { rows } = await client.query(
    `SELECT e.id FROM "Episode" e WHERE e."experimentId" = $1 AND ($2::uuid IS NULL OR e.id > $2)
        AND ${unindexedSince(watermark, values)} ORDER BY e.id LIMIT $3`,
    values,
  )
  return idRows.parse(rows).map(({ id }) => id)
}

/** The newest episodes that the index lacks. */
export async function listTail(
  client: ClientBase,
  experimentId: string,
  watermark: string | null,
  limit: number,
): Promise<string[]> {
  const values: unknown[] = [experimentId, limit]
  const { rows } = await client.query(
    `SELECT e.id FROM "Episode" e WHERE e."experimentId" = $1 AND ${unindexedSince(watermark, values)}
      ORDER BY e.id DESC LIMIT $2`,
    values,
  )
  return idRows.parse(rows).map(({ id }) => id)
}

const stepRows = z.array(z.object({ episodeId: z.string(), idx: z.number(), message: z.string().nullable() }))

/** Steps that the index lacks of some episodes, in order; `message` is null for a system prompt. */
export async function readUnindexedSteps(
  client: ClientBase | Pool,
  experimentId: string,
  ids: readonly string[],
) {
  const { rows } = await client.query(
    `SELECT s."episodeId", s.idx, s.message
       FROM unnest($2::uuid[]) AS u(id)
       CROSS JOIN LATERAL (SELECT coalesce(max(p."toIdx"), 0) AS done FROM "EpisodeSearch" p
                            WHERE p."experimentId" = $1 AND p."episodeId" = u.id) i
       JOIN "Step" s ON s."experimentId" = $1 AND s."episodeId" = u.id AND s.idx >= i.done
      ORDER BY s."episodeId", s.idx`,
    [experimentId, ids],
  )
  return stepRows.parse(rows)
}

/** The next so many steps of each of some episodes, as `readUnindexedSteps` has them. */
export async function readNextSteps(
  client: ClientBase,
  experimentId: string,
  episodes: readonly { episodeId: string; next: number }[],
  limit: number,
) {
  const { rows } = await client.query(
    `SELECT s."episodeId", s.idx, s.message FROM unnest($2::uuid[], $3::int[]) AS u(id, next)
       CROSS JOIN LATERAL (SELECT "episodeId", idx, message FROM "Step"
                            WHERE "experimentId" = $1 AND "episodeId" = u.id AND idx >= u.next
                            ORDER BY idx LIMIT $4) s
      ORDER BY s."episodeId", s.idx`,
    [experimentId, episodes.map(({ episodeId }) => episodeId), episodes.map(({ next }) => next), limit],
  )
  return stepRows.parse(rows)
}

export interface NewPart extends SearchPart {
  episodeId: string
}

/** Adds parts behind those that an episode has; episodes that are gone by now are left out. */
export async function insertSearchParts(
  client: ClientBase,
  experimentId: string,
  parts: readonly NewPart[],
): Promise<void> {
  await client.query(
    `INSERT INTO "EpisodeSearch" ("experimentId", "episodeId", part, "fromIdx", "toIdx", tsv)
     SELECT $1::uuid, n.id, row_number() OVER (PARTITION BY n.id ORDER BY n.place) - 1 + (
              SELECT count(*) FROM "EpisodeSearch" p WHERE p."experimentId" = $1 AND p."episodeId" = n.id),
            n.from_idx, n.to_idx, to_tsvector(${LANGUAGE}, n.text)
       FROM unnest($2::uuid[], $3::int[], $4::int[], $5::text[]) WITH ORDINALITY AS n(id, from_idx, to_idx, text, place)
       JOIN "Episode" e ON e."experimentId" = $1 AND e.id = n.id`,
    [
      experimentId,
      parts.map(({ episodeId }) => episodeId),
      parts.map(({ fromIdx }) => fromIdx),
      parts.map(({ toIdx }) => toIdx),
      parts.map(({ text }) => text),
    ],
  )
}

/** Says that an index holds all that transactions before this one have written. */
export async function writeSearchMoment(
  client: ClientBase | Pool,
  experimentId: string,
  xmin: string,
  at: Date,
) {
  await client.query(
    `INSERT INTO "SearchIndex" ("experimentId", watermark, "indexedAt") SELECT id, $2::xid8, $3 FROM "Experiment" WHERE id = $1
     ON CONFLICT ("experimentId") DO UPDATE SET watermark = excluded.watermark, "indexedAt" = excluded."indexedAt"`,
    [experimentId, xmin, at],
  )
}

const queryRow = z.object({ query: z.string(), lexemes: z.number() })

/** What Postgres understands of a text in the syntax of web searches; without lexemes it finds nothing. */
export async function parseSearch(client: ClientBase | Pool, text: string) {
  const { rows } = await client.query(
    `SELECT q::text AS query, numnode(q) AS lexemes FROM websearch_to_tsquery(${LANGUAGE}, $1) q`,
    [text],
  )
  return queryRow.parse(rows[0])
}

/** Runs `work` in a transaction whose statements may take so long; null when one of them took longer. */
export async function withinTime<T>(
  db: Database,
  ms: number,
  work: (client: ClientBase) => Promise<T>,
): Promise<T | null> {
  try {
    return await withTransaction(db, async (client) => {
      await client.query(`SET LOCAL statement_timeout = ${Math.ceil(ms)}`)
      return await work(client)
    })
  } catch (error) {
    if (sqlState(error) === CANCELLED) return null
    throw error
  }
}

/**
 * Indexed episodes that match, in no order; one with several matching parts comes once for each. `query` is a tsquery. All ids come as
 * one value: a row for each of them would take longer to read than to find. In a transaction.
 */
export async function findMatches(
  client: ClientBase,
  experimentId: string,
  query: string,
): Promise<EpisodeIds> {
  // What a row's lexemes cost to read, which lie outside of it, the planner does not know: for a common word it would read them all.
  await client.query("SET LOCAL enable_seqscan = off")
  let ids: Uint8Array = new Uint8Array(0)
  const sql = `SELECT string_agg(uuid_send("episodeId"), ''::bytea) FROM "EpisodeSearch"
    WHERE "experimentId" = ${escapeLiteral(experimentId)}::uuid AND tsv @@ ${escapeLiteral(query)}::tsquery`
  await copyRows(client, sql, 1, ({ bytes, starts, lengths }) => {
    const start = starts[0] as number
    // The row's bytes are only lent. No match is null, of length -1.
    ids = Uint8Array.from(bytes.subarray(start, start + Math.max(0, lengths[0] as number)))
  })
  return new EpisodeIds(ids)
}

/** Which of some texts match; by their place. */
export async function matchTexts(
  client: ClientBase,
  query: string,
  texts: readonly string[],
): Promise<number[]> {
  const { rows } = await client.query(
    `SELECT t.place::int - 1 AS place FROM unnest($2::text[]) WITH ORDINALITY AS t(text, place)
      WHERE to_tsvector(${LANGUAGE}, t.text) @@ $1::tsquery`,
    [query, texts],
  )
  return z
    .array(z.object({ place: z.number() }))
    .parse(rows)
    .map(({ place }) => place)
}

const rangeRows = z.array(
  z.object({
    episodeId: z.string(),
    done: z.number(),
    from: z.number().nullable(),
    to: z.number().nullable(),
  }),
)

/** The first matching part of each of some episodes in the index, null where it has none; from step `done` on the index lacks an episode. */
export async function readMatchingParts(
  client: ClientBase,
  experimentId: string,
  ids: readonly string[],
  query: string,
) {
  const { rows } = await client.query(
    `SELECT u.id AS "episodeId", i.done, p."fromIdx" AS from, p."toIdx" AS to
       FROM unnest($2::uuid[]) AS u(id)
       CROSS JOIN LATERAL (SELECT coalesce(max(d."toIdx"), 0) AS done FROM "EpisodeSearch" d
                            WHERE d."experimentId" = $1 AND d."episodeId" = u.id) i
       LEFT JOIN LATERAL (SELECT s."fromIdx", s."toIdx" FROM "EpisodeSearch" s
                           WHERE s."experimentId" = $1 AND s."episodeId" = u.id AND s.tsv @@ $3::tsquery
                           ORDER BY s.part LIMIT 1) p ON true`,
    [experimentId, ids, query],
  )
  return rangeRows.parse(rows)
}

/** Marks around what matches in a snippet; no text holds them. */
export const MARKS = { start: "\u0001", stop: "\u0002" } as const

const snippetRows = z.array(z.object({ place: z.number(), whole: z.boolean(), snippet: z.string() }))

/** A snippet of every text that holds some word of the query, its words between `MARKS`; `whole` where all of the query is in it. */
export async function makeSnippets(client: ClientBase, query: string, texts: readonly string[]) {
  const { rows } = await client.query(
    `SELECT t.place::int - 1 AS place, v @@ $1::tsquery AS whole,
            ts_headline(${LANGUAGE}, t.text, q.any_word,
              'MaxFragments=1, MaxWords=28, MinWords=14, StartSel=${MARKS.start}, StopSel=${MARKS.stop}') AS snippet
       FROM (SELECT regexp_replace(querytree($1::tsquery), ' (&|<->|<\\d+>) ', ' | ', 'g')::tsquery AS any_word) q,
            unnest($2::text[]) WITH ORDINALITY AS t(text, place)
       CROSS JOIN LATERAL to_tsvector(${LANGUAGE}, t.text) v
      WHERE v @@ q.any_word ORDER BY t.place`,
    [query, texts],
  )
  return snippetRows.parse(rows)
}
