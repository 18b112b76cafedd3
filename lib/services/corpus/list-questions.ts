import { z } from "zod"
import { type CorpusQuestion, corpusQuestionSchema } from "@/lib/contracts/corpora"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"

/** @throws AppError NOT_FOUND */
export async function listCorpusQuestions(
  ctx: Context,
  input: { corpusId: string },
): Promise<{ items: CorpusQuestion[] }> {
  requirePermission(ctx.actor, "workspace.read")
  const row = await ctx.db.prisma.corpus.findUnique({
    where: { id: input.corpusId },
    select: { questions: true },
  })
  if (!row) throw new AppError("NOT_FOUND", "There is no such corpus.")
  return { items: z.array(corpusQuestionSchema).parse(row.questions) }
}
