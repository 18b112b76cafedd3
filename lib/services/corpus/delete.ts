import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"

/** @throws AppError NOT_FOUND */
export async function deleteCorpus(
  ctx: Context,
  input: { corpusId: string },
): Promise<Record<string, never>> {
  requirePermission(ctx.actor, "import.write")
  const { count } = await ctx.db.prisma.corpus.deleteMany({ where: { id: input.corpusId } })
  if (count === 0) throw new AppError("NOT_FOUND", "There is no such corpus.")
  return {}
}
