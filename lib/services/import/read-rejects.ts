import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { requireImport } from "@/lib/services/import/require-import"

const PAGE = 200

/** All quarantined records as lines of JSON, page by page. @throws AppError NOT_FOUND before the first line. */
export async function readImportRejects(
  ctx: Context,
  input: { importId: string },
): Promise<AsyncGenerator<string>> {
  requirePermission(ctx.actor, "workspace.read")
  const { id } = await requireImport(ctx, input.importId)
  return readPages(ctx, id)
}

async function* readPages(ctx: Context, importId: string): AsyncGenerator<string> {
  for (let after = -1; ; ) {
    const rows = await ctx.db.prisma.importReject.findMany({
      where: { importId, seq: { gt: after } },
      orderBy: { seq: "asc" },
      take: PAGE,
    })
    const lines = rows.map(({ line, reason, raw }) => `${JSON.stringify({ line, reason, raw })}\n`)
    if (lines.length > 0) yield lines.join("")
    if (rows.length < PAGE) return
    after = rows.at(-1)?.seq ?? after
  }
}
