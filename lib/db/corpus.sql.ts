import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { ClientBase, Pool } from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { z } from "zod"
import { BinaryRows, frameRows } from "@/lib/db/binary-copy"
import type { Passage } from "@/lib/domain/retrieval/passage"
import type { Lengths, Posting } from "@/lib/domain/retrieval/posting"

const COPY_PASSAGES = `COPY "Passage" ("corpusId", no, title, text, "termCount") FROM STDIN BINARY`

/** Writes passages numbered from 0. */
export async function copyPassages(
  client: ClientBase,
  corpusId: string,
  passages: readonly Passage[],
  { lengths }: Lengths,
): Promise<void> {
  const encoded = new BinaryRows(["uuid", "int4", "text", "text", "int4"])
  for (const [no, { title, text }] of passages.entries()) {
    encoded.addRow([corpusId, no, title, text, lengths[no] ?? 0])
  }
  await pipeline(Readable.from(frameRows([encoded.take()])), client.query(copyFrom(COPY_PASSAGES)))
}

const POSTINGS_PER_STATEMENT = 5_000

/** Arrays of different lengths cannot be unnested together, so each travels as the text of an array. */
export async function insertPostings(
  client: ClientBase,
  corpusId: string,
  postings: ReadonlyMap<string, Posting>,
): Promise<void> {
  const entries = [...postings]
  for (let start = 0; start < entries.length; start += POSTINGS_PER_STATEMENT) {
    const part = entries.slice(start, start + POSTINGS_PER_STATEMENT)
    await client.query(
      `INSERT INTO "Posting" ("corpusId", term, passages, counts)
       SELECT $1::uuid, term, passages::int[], counts::int[]
         FROM unnest($2::text[], $3::text[], $4::text[]) AS given(term, passages, counts)`,
      [
        corpusId,
        part.map(([term]) => term),
        part.map(([, { passages }]) => `{${passages.join(",")}}`),
        part.map(([, { counts }]) => `{${counts.join(",")}}`),
      ],
    )
  }
}

const postingRows = z.array(z.object({ term: z.string(), passages: z.string(), counts: z.string() }))

function parseIntegers(text: string): number[] {
  return text === "" ? [] : text.split(",").map(Number)
}

/** The postings of the terms that the corpus has. */
export async function readPostings(
  pool: Pool,
  corpusId: string,
  terms: readonly string[],
): Promise<Map<string, Posting>> {
  const { rows } = await pool.query(
    `SELECT term, array_to_string(passages, ',') AS passages, array_to_string(counts, ',') AS counts
       FROM "Posting" WHERE "corpusId" = $1 AND term = ANY($2::text[]) ORDER BY term`,
    [corpusId, terms],
  )
  return new Map(
    postingRows
      .parse(rows)
      .map(({ term, passages, counts }) => [
        term,
        { passages: parseIntegers(passages), counts: parseIntegers(counts) },
      ]),
  )
}

const lengthRows = z.array(z.object({ lengths: z.string().nullable() })).length(1)

/** Terms of every passage, by its number. */
export async function readLengths(pool: Pool, corpusId: string): Promise<Lengths> {
  const { rows } = await pool.query(
    `SELECT string_agg("termCount"::text, ',' ORDER BY no) AS lengths FROM "Passage" WHERE "corpusId" = $1`,
    [corpusId],
  )
  const lengths = Int32Array.from(parseIntegers(lengthRows.parse(rows)[0]?.lengths ?? ""))
  return { lengths, tokenSum: lengths.reduce((sum, length) => sum + length, 0) }
}

const passageRows = z.array(z.object({ no: z.number().int(), title: z.string(), text: z.string() }))

/** Passages by number; those that do not exist are left out. */
export async function readPassages(
  pool: Pool,
  corpusId: string,
  numbers: readonly number[],
): Promise<Map<number, Passage>> {
  const { rows } = await pool.query(
    `SELECT no, title, text FROM "Passage" WHERE "corpusId" = $1 AND no = ANY($2::int[]) ORDER BY no`,
    [corpusId, numbers],
  )
  return new Map(passageRows.parse(rows).map(({ no, title, text }) => [no, { title, text }]))
}

export async function findPassage(pool: Pool, corpusId: string, title: string): Promise<Passage | null> {
  const { rows } = await pool.query(
    `SELECT no, title, text FROM "Passage" WHERE "corpusId" = $1 AND title = $2 ORDER BY no LIMIT 1`,
    [corpusId, title],
  )
  const [row] = passageRows.parse(rows)
  return row ? { title: row.title, text: row.text } : null
}

export interface NewCorpus {
  id: string
  name: string
  origin: string
  passageCount: number
  tokenSum: number
  questions: readonly unknown[]
  createdAt: Date
}

export async function insertCorpus(client: ClientBase, corpus: NewCorpus): Promise<void> {
  await client.query(
    `INSERT INTO "Corpus" (id, name, origin, "passageCount", "tokenSum", questions, "questionCount", "createdAt")
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      corpus.id,
      corpus.name,
      corpus.origin,
      corpus.passageCount,
      corpus.tokenSum,
      JSON.stringify(corpus.questions),
      corpus.questions.length,
      corpus.createdAt,
    ],
  )
}
