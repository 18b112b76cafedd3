import { z } from "zod"
import type { ActivityRecord, listActivity as route } from "@/lib/contracts/activity"
import type { RouteOutput } from "@/lib/contracts/route"
import { type ActivityRow, readActivity } from "@/lib/db/activity.sql"
import type { Context } from "@/lib/db/context"
import { createdPage } from "@/lib/db/created-page"
import { parseCursor } from "@/lib/db/cursor"
import { activitiesOf } from "@/lib/domain/activity"
import { requirePermission } from "@/lib/domain/policy"
import { findHidden } from "@/lib/services/queue/hidden-episodes"

const cursorSchema = z.object({ createdAt: z.iso.datetime(), id: z.uuid() })
const kindSchema = z.enum(["session", "key", "system"]).nullable().catch(null)

/** Episodes among them that the caller is to judge blind. */
async function findBlind(ctx: Context, rows: readonly ActivityRow[]): Promise<ReadonlySet<string>> {
  const labels = rows.filter(({ name }) => name === "label.set")
  const hidden = new Set<string>()
  for (const [experimentId, said] of Map.groupBy(labels, (row) => row.experimentId)) {
    if (!experimentId) continue
    const ids = said.map(({ subjectId }) => subjectId)
    for (const id of await findHidden(ctx, experimentId, ids)) hidden.add(id)
  }
  return hidden
}

/** Who did what in the workspace. */
export async function listActivity(
  ctx: Context,
  { kind, actorId, experimentId, cursor, limit }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  const names = kind && kind.length > 0 ? activitiesOf(kind) : undefined
  const filter = { names, actorId, experimentId, after: parseCursor(cursorSchema, cursor) }
  const { page, nextCursor } = createdPage(await readActivity(ctx.db, filter, limit + 1), limit)
  const blind = await findBlind(ctx, page)
  const items = page.map((row): ActivityRecord => {
    const isHidden = row.name === "label.set" && blind.has(row.subjectId)
    return {
      ...row,
      actorKind: kindSchema.parse(row.actorKind),
      ...(isHidden ? { before: null, after: null } : {}),
      isHidden,
      createdAt: row.createdAt.toISOString(),
    }
  })
  return { items, nextCursor, count: null }
}
