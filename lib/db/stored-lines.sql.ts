import { Readable } from "node:stream"
import { type ClientBase, escapeLiteral, type Pool } from "pg"
import { to as copyTo } from "pg-copy-streams"
import { z } from "zod"
import { CopyUnframer } from "@/lib/db/unframe-copy"
import type { Split } from "@/lib/domain/episode"
import { MESSAGE_ROLES } from "@/lib/domain/message"

interface DatasetKey {
  experimentId: string
  datasetId: string
}

const MEMBERS_PER_COPY = 500

/** The server makes lines for so many copies at a time: the one that is read and the one behind it. */
const COPIES = 2

/** What is made of a copy before it is asked for; mostly all of it, so that a slow reader keeps no connection. */
const AHEAD_BYTES = 8 * 1024 * 1024

/** Fewer, larger chunks: every one of them costs the server about as much as it costs the client. */
const CHUNK_BYTES = 524_288

const boundsRow = z.object({ first: z.number().nullable(), last: z.number().nullable(), plain: z.boolean() })

/** The places of a split's members, and whether all of them weigh 1 and are taught as they were recorded. */
export async function readMemberBounds(pool: Pool, { experimentId, datasetId }: DatasetKey, split: Split) {
  const { rows } = await pool.query(
    `SELECT min(pos) AS first, max(pos) AS last, coalesce(bool_and(edits IS NULL AND weight = 1), true) AS plain
       FROM "DatasetMember" WHERE "experimentId" = $1 AND "datasetId" = $2 AND split = $3`,
    [experimentId, datasetId, split],
  )
  return boundsRow.parse(rows[0])
}

/** The lines of plain members at places `from` up to, not including, `to`, as `lib/exporters/messages` writes them. */
function linesQuery({ experimentId, datasetId }: DatasetKey, split: Split, from: number, to: number): string {
  return `
    SELECT '{"id":"' || m."episodeId" || '","task":' || to_json(t.key) || ',"split":"' || m.split || '","weight":1,"messages":['
           || s.messages || ']' || coalesce(',"tools":' || nullif(p.text, '[]'), '') || E'}\\n'
      FROM "DatasetMember" m
      JOIN "Episode" e ON e."experimentId" = m."experimentId" AND e.id = m."episodeId"
      JOIN "Run" r ON r."experimentId" = e."experimentId" AND r.id = e."runId"
      JOIN "Task" t ON t."experimentId" = e."experimentId" AND t.no = e."taskNo"
      LEFT JOIN "Prompt" p ON p.id = coalesce(e."toolsPromptId", r."toolsPromptId")
      CROSS JOIN LATERAL (
        SELECT string_agg(coalesce(o.message, q.text), ',' ORDER BY o.idx) AS messages
          FROM "Step" o LEFT JOIN "Prompt" q ON q.id = o."promptId"
         WHERE o."experimentId" = m."experimentId" AND o."episodeId" = m."episodeId" AND o.idx <= (
           SELECT max(l.idx) FROM "Step" l WHERE l."experimentId" = m."experimentId" AND l."episodeId" = m."episodeId"
              AND l.role = ${MESSAGE_ROLES.indexOf("assistant")})) s
     WHERE m."experimentId" = ${escapeLiteral(experimentId)}::uuid AND m."datasetId" = ${escapeLiteral(datasetId)}::uuid
       AND m.split = ${escapeLiteral(split)} AND m.pos >= ${from} AND m.pos < ${to} AND s.messages IS NOT NULL
     ORDER BY m.pos`
}

/** The lines of plain members in their order, assembled by the server, in chunks of which so many are made before they are asked for. */
export async function* streamStoredLines(
  pool: Pool,
  key: DatasetKey,
  split: Split,
  { first, last }: { first: number; last: number },
  membersPerCopy = MEMBERS_PER_COPY,
): AsyncGenerator<Uint8Array> {
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
      yield* copy
      begin()
    }
  } finally {
    for (const copy of copies) copy.destroy()
  }
}

/** Begins at once, and goes on without being asked until `AHEAD_BYTES` wait. */
function bufferAhead(chunks: AsyncGenerator<Uint8Array>): Readable {
  const stream = Readable.from(chunks, { objectMode: false, highWaterMark: AHEAD_BYTES })
  // Whoever reads it is told; until then nobody listens.
  stream.on("error", () => undefined)
  stream.read(0)
  return stream
}

async function* streamCopy(pool: Pool, query: string): AsyncGenerator<Uint8Array> {
  const client = await pool.connect()
  let isWhole = false
  try {
    yield* joinChunks(client, query)
    isWhole = true
  } finally {
    // A connection left in the middle of a COPY can do nothing else.
    client.release(!isWhole)
  }
}

async function* joinChunks(client: ClientBase, query: string): AsyncGenerator<Uint8Array> {
  const unframer = new CopyUnframer()
  const pending: Buffer[] = []
  let byteCount = 0
  const stream: AsyncIterable<Buffer> = client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`))
  for await (const chunk of stream) {
    const values = unframer.feed(chunk)
    pending.push(values)
    byteCount += values.length
    if (byteCount < CHUNK_BYTES) continue
    yield Buffer.concat(pending.splice(0))
    byteCount = 0
  }
  if (byteCount > 0) yield Buffer.concat(pending)
}
