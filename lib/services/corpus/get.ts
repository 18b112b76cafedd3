import type { CorpusRecord } from "@/lib/contracts/corpora"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentCorpus } from "@/lib/services/corpus/present-corpus"
import { requireCorpus } from "@/lib/services/corpus/require-corpus"

/** @throws AppError NOT_FOUND */
export async function getCorpus(ctx: Context, input: { corpusId: string }): Promise<CorpusRecord> {
  requirePermission(ctx.actor, "workspace.read")
  return presentCorpus(await requireCorpus(ctx, input.corpusId))
}
