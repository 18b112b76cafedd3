import type { z } from "zod"
import type { createCorpus as route } from "@/lib/contracts/corpora"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { copyPassages, insertCorpus, insertPostings } from "@/lib/db/corpus.sql"
import { newId } from "@/lib/db/new-id"
import { sqlState, withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { PostingBuilder } from "@/lib/domain/retrieval/posting"
import { presentCorpus } from "@/lib/services/corpus/present-corpus"
import { readCorpusFile } from "@/lib/services/corpus/read-corpus-file"
import { requireCorpus } from "@/lib/services/corpus/require-corpus"

type Content = Awaited<ReturnType<typeof readCorpusFile>>

const UNIQUE_VIOLATION = "23505"

/** Indexes and writes everything or nothing. */
async function writeCorpus(ctx: Context, input: z.output<(typeof route)["input"]>, content: Content) {
  const { passages, questions } = content
  const builder = new PostingBuilder()
  for (const passage of passages) builder.add(passage)
  const lengths = builder.finish()
  const id = newId()
  await withTransaction(ctx.db, async (client) => {
    await insertCorpus(client, {
      id,
      name: input.name,
      origin: input.fileName,
      passageCount: passages.length,
      tokenSum: lengths.tokenSum,
      questions,
      createdAt: ctx.now(),
    })
    await copyPassages(client, id, passages, lengths)
    await insertPostings(client, id, builder.postings)
  })
  return id
}

/**
 * Reads passages, and questions where the file has them, and indexes them.
 * @throws AppError INVALID_INPUT naming the records that are wrong, CONFLICT when the name is taken, TOO_LARGE.
 */
export async function createCorpus(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
  body: AsyncIterable<Uint8Array> | null,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "import.write")
  const content = await readCorpusFile(body, input)
  if (content.passages.length === 0) {
    throw new AppError(
      "INVALID_INPUT",
      "The file has questions but no passages to search; add them by title and text.",
    )
  }
  try {
    const id = await writeCorpus(ctx, input, content)
    return { ...presentCorpus(await requireCorpus(ctx, id)), notes: content.notes }
  } catch (error) {
    if (sqlState(error) !== UNIQUE_VIOLATION) throw error
    throw new AppError("CONFLICT", `There is already a corpus called "${input.name}".`, [], { cause: error })
  }
}
