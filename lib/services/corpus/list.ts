import type { z } from "zod"
import type { listCorpora as route } from "@/lib/contracts/corpora"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { createdAfter, createdPage, NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { CORPUS_SELECT, presentCorpus } from "@/lib/services/corpus/present-corpus"

export async function listCorpora(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const [rows, count] = await Promise.all([
    ctx.db.prisma.corpus.findMany({
      where: createdAfter(input.cursor),
      orderBy: NEWEST_FIRST,
      select: CORPUS_SELECT,
      take: input.limit + 1,
    }),
    ctx.db.prisma.corpus.count(),
  ])
  const { page, nextCursor } = createdPage(rows, input.limit)
  return { items: page.map(presentCorpus), nextCursor, count }
}
