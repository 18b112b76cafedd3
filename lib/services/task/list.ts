import { z } from "zod"
import type { RouteOutput } from "@/lib/contracts/route"
import type { listTasks as route } from "@/lib/contracts/tasks"
import type { Context } from "@/lib/db/context"
import { encodeCursor, parseCursor } from "@/lib/db/cursor"
import { countTasks, listTaskRows } from "@/lib/db/task-list.sql"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { findBlindReader } from "@/lib/services/queue/hidden-episodes"

const positionSchema = z.object({ no: z.number().int() })

export async function listTasks(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, input.experimentId)
  const blindReader = await findBlindReader(ctx, input.experimentId)
  const after = parseCursor(positionSchema, input.cursor)?.no ?? 0
  const [rows, count] = await Promise.all([
    listTaskRows(ctx.db, { ...input, blindReader }, after, input.limit + 1),
    countTasks(ctx.db, input),
  ])
  const items = rows.slice(0, input.limit)
  const last = items.at(-1)
  return {
    items,
    nextCursor: rows.length > input.limit && last ? encodeCursor({ no: last.no }) : null,
    count,
  }
}
