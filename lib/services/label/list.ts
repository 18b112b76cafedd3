import { z } from "zod"
import type { listLabels as route } from "@/lib/contracts/labels"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import { listLabelRows } from "@/lib/db/label.sql"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { readAuthorNames } from "@/lib/services/label/author-names"
import { findHidden } from "@/lib/services/queue/hidden-episodes"

const positionSchema = z.object({ createdAt: z.iso.datetime(), id: z.uuid() })

/** The history, newest first, taken-back labels included (their later null value is an entry too). */
export async function listLabels(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, input.experimentId)
  const before = parseCursor(positionSchema, input.cursor)
  const rows = await listLabelRows(ctx.db.pool, { ...input, before, limit: input.limit + 1 })
  const page = rows.slice(0, input.limit)
  const hidden = await findHidden(ctx, input.experimentId, [
    ...new Set(page.map(({ episodeId }) => episodeId)),
  ])
  const names = await readAuthorNames(ctx, page)
  const last = page.at(-1)
  return {
    items: page
      .filter(({ episodeId }) => !hidden.has(episodeId))
      .map((row) => ({
        ...row,
        experimentId: input.experimentId,
        authorName: row.authorId === null ? null : (names.get(row.authorId) ?? null),
      })),
    nextCursor:
      rows.length > input.limit && last ? encodeCursor({ createdAt: last.createdAt, id: last.id }) : null,
    count: null,
  }
}
