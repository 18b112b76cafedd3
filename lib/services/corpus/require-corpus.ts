import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { CORPUS_SELECT } from "@/lib/services/corpus/present-corpus"

/** @throws AppError NOT_FOUND */
export async function requireCorpus(ctx: Context, corpusId: string) {
  const row = await ctx.db.prisma.corpus.findUnique({ where: { id: corpusId }, select: CORPUS_SELECT })
  if (!row) throw new AppError("NOT_FOUND", "There is no such corpus.")
  return row
}
