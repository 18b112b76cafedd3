import type { z } from "zod"
import type { replaceCorpusQuestions as route } from "@/lib/contracts/corpora"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { CORPUS_SELECT, presentCorpus } from "@/lib/services/corpus/present-corpus"
import { readCorpusFile } from "@/lib/services/corpus/read-corpus-file"
import { requireCorpus } from "@/lib/services/corpus/require-corpus"

/**
 * Takes the questions of a file; paragraphs that stand beside them are left alone.
 * @throws AppError NOT_FOUND, INVALID_INPUT naming the records that are wrong, TOO_LARGE.
 */
export async function replaceCorpusQuestions(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
  body: AsyncIterable<Uint8Array> | null,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "import.write")
  const { id } = await requireCorpus(ctx, input.corpusId)
  const { questions, notes } = await readCorpusFile(body, { duplicates: "merge", split: input.split })
  if (questions.length === 0) throw new AppError("INVALID_INPUT", "The file has no questions.")
  const row = await ctx.db.prisma.corpus.update({
    where: { id },
    data: { questions, questionCount: questions.length },
    select: CORPUS_SELECT,
  })
  return { ...presentCorpus(row), notes }
}
