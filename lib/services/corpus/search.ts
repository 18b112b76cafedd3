import type { z } from "zod"
import type { searchCorpus as route } from "@/lib/contracts/corpora"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireCorpus } from "@/lib/services/corpus/require-corpus"
import { createCorpusIndex } from "@/lib/services/corpus/search-index"

/** @throws AppError NOT_FOUND */
export async function searchCorpus(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireCorpus(ctx, input.corpusId)
  return { items: await createCorpusIndex(ctx.db, input.corpusId).search(input.query, input.limit) }
}
