import { Readable } from "node:stream"
import { type ClientBase, escapeLiteral, type Pool } from "pg"
import { to as copyTo } from "pg-copy-streams"
import { z } from "zod"
import type { Database } from "@/lib/db/client"
import { fillMarks, GONE_MARK, PROMPT_MARK } from "@/lib/db/fill-marks"
import { PromptTexts } from "@/lib/db/prompt-texts"
import { CopyUnframer } from "@/lib/db/unframe-copy"
import { ByteChunks } from "@/lib/domain/byte-chunks"
import type { Split } from "@/lib/domain/episode"
import { MESSAGE_ROLES } from "@/lib/domain/message"

interface DatasetKey {
  experimentId: string
  datasetId: string
}

/** Planning one takes as long as a hundred members of it. */
const MOST_MEMBERS_PER_COPY = 2000
const LEAST_MEMBERS_PER_COPY = 100

/** The server makes lines for so many copies at a time: the one that is read and the one behind it. */
const COPIES = 2

const CHUNK_BYTES = 524_288

/** What is made of a copy before it is asked for. */
const CHUNKS_AHEAD = 16

const BYTES_PER_TOKEN = 4

const boundsRow = z.object({
  first: z.number().nullable(),
  last: z.number().nullable(),
  plain: z.boolean(),
  tokensPerMember: z.number(),
})

/** So many that mostly all of a copy is made before it is asked for: a slow reader keeps no connection then. */
function membersPerCopy(tokensPerMember: number): number {
  const fitting = (CHUNKS_AHEAD * CHUNK_BYTES) / BYTES_PER_TOKEN / tokensPerMember
  return Math.round(Math.min(MOST_MEMBERS_PER_COPY, Math.max(LEAST_MEMBERS_PER_COPY, fitting)))
}

/**
 * The places of a split's members, how many of them to copy at a time, and whether they are plain: all weigh 1, are taught as they
 * were recorded, and lie where they were stored, for what outlived its source is read elsewhere.
 */
export async function readMemberBounds(pool: Pool, { experimentId, datasetId }: DatasetKey, split: Split) {
  const { rows } = await pool.query(
    `SELECT min(m.pos) AS first, max(m.pos) AS last,
            coalesce(bool_and(m.edits IS NULL AND m.weight = 1 AND k.id IS NULL), true) AS plain,
            (SELECT ("tokenCount" / greatest("episodeCount", 1))::int FROM "Dataset" WHERE "experimentId" = $1 AND id = $2)
              AS "tokensPerMember"
       FROM "DatasetMember" m
       LEFT JOIN "KeptEpisode" k ON k."experimentId" = m."experimentId" AND k.id = m."episodeId"
      WHERE m."experimentId" = $1 AND m."datasetId" = $2 AND m.split = $3`,
    [experimentId, datasetId, split],
  )
  const { tokensPerMember, ...bounds } = boundsRow.parse(rows[0])
  return { ...bounds, membersPerCopy: membersPerCopy(tokensPerMember) }
}

/**
 * The lines of plain members at places `from` up to, not including, `to`, as `lib/exporters/messages` writes them, with marks for
 * `fillMarks`: a prompt is most of what an episode says, and the same in thousands of them.
 */
function linesQuery({ experimentId, datasetId }: DatasetKey, split: Split, from: number, to: number): string {
  return `
    SELECT CASE WHEN e.id IS NULL THEN chr(${GONE_MARK})
           ELSE '{"id":"' || m."episodeId" || '","task":' || to_json(t.key) || ',"split":"' || m.split || '","weight":1,"messages":['
                || s.messages || ']' || CASE WHEN octet_length(p.text) > 2 THEN ',"tools":' || chr(${PROMPT_MARK}) || p.id ELSE '' END
                || E'}\\n' END
      FROM "DatasetMember" m
      LEFT JOIN "Episode" e ON e."experimentId" = m."experimentId" AND e.id = m."episodeId"
      LEFT JOIN "Run" r ON r."experimentId" = e."experimentId" AND r.id = e."runId"
      LEFT JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      LEFT JOIN "Prompt" p ON p.id = coalesce(e."toolsPromptId", r."toolsPromptId")
      CROSS JOIN LATERAL (
        SELECT string_agg(coalesce(o.message, chr(${PROMPT_MARK}) || o."promptId"), ',' ORDER BY o.idx) AS messages
          FROM "Step" o
         WHERE o."experimentId" = m."experimentId" AND o."episodeId" = m."episodeId" AND o.idx <= (
           SELECT max(l.idx) FROM "Step" l WHERE l."experimentId" = m."experimentId" AND l."episodeId" = m."episodeId"
              AND l.role = ${MESSAGE_ROLES.indexOf("assistant")})) s
     WHERE m."experimentId" = ${escapeLiteral(experimentId)}::uuid AND m."datasetId" = ${escapeLiteral(datasetId)}::uuid
       AND m.split = ${escapeLiteral(split)} AND m.pos >= ${from} AND m.pos < ${to}
       AND (s.messages IS NOT NULL OR e.id IS NULL)
     ORDER BY m.pos`
}

/**
 * The lines of plain members in their order, assembled by the server, some of them before they are asked for.
 * @throws AppError CONFLICT when an episode was deleted since it was known to be plain.
 */
export async function* streamStoredLines(
  { pool, prisma }: Database,
  key: DatasetKey,
  split: Split,
  { first, last, membersPerCopy }: { first: number; last: number; membersPerCopy: number },
): AsyncGenerator<Uint8Array> {
  // Not from the pool, whose connections may all be waiting for readers such as this one.
  const texts = new PromptTexts((ids) => prisma.prompt.findMany({ where: { id: { in: ids } } }))
  const copies: Readable[] = []
  let next = first
  const begin = () => {
    if (next > last) return
    const end = Math.min(last + 1, next + membersPerCopy)
    copies.push(bufferAhead(streamCopy(pool, linesQuery(key, split, next, end))))
    next = end
  }
  try {
    for (let copy = 0; copy < COPIES; copy++) begin()
    for (let copy = copies.shift(); copy; copy = copies.shift()) {
      yield* fillMarks(copy, texts, CHUNK_BYTES)
      begin()
    }
  } finally {
    for (const copy of copies) copy.destroy()
  }
}

/** Begins at once, and goes on without being asked until `CHUNKS_AHEAD` wait. */
function bufferAhead(chunks: AsyncGenerator<Buffer>): Readable {
  const stream = Readable.from(chunks, { highWaterMark: CHUNKS_AHEAD })
  // Whoever reads it is told; until then nobody listens.
  stream.on("error", () => undefined)
  stream.read(0)
  return stream
}

async function* streamCopy(pool: Pool, query: string): AsyncGenerator<Buffer> {
  const client = await pool.connect()
  let isWhole = false
  try {
    yield* readValues(client, query)
    isWhole = true
  } finally {
    // A connection left in the middle of a COPY can do nothing else.
    client.release(!isWhole)
  }
}

async function* readValues(client: ClientBase, query: string): AsyncGenerator<Buffer> {
  const unframer = new CopyUnframer()
  const chunks = new ByteChunks(CHUNK_BYTES)
  const stream: AsyncIterable<Buffer> = client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`))
  for await (const frames of stream) {
    const chunk = chunks.add(unframer.feed(frames))
    if (chunk) yield chunk
  }
  const rest = chunks.rest()
  if (rest) yield rest
}
