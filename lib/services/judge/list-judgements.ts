import type { z } from "zod"
import type { listJudgements as route } from "@/lib/contracts/judges"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { episodeConditions } from "@/lib/db/episode-filter.sql"
import { listJudgementRows } from "@/lib/db/judgement.sql"
import { requirePermission } from "@/lib/domain/policy"
import { requireJudgeRun } from "@/lib/services/judge/require-judge"
import { addShownOnly } from "@/lib/services/queue/hidden-episodes"

/** Judgements of a run, without those of episodes that the caller is to judge blind. @throws AppError NOT_FOUND */
export async function listJudgements(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireJudgeRun(ctx, input)
  const { experimentId, runId, state, after = -1, limit } = input
  const where = episodeConditions(experimentId, {})
  await addShownOnly(ctx, experimentId, where)
  const rows = await listJudgementRows(
    ctx.db.pool,
    { experimentId, runId, state, after, limit: limit + 1 },
    where,
  )
  const items = rows.slice(0, limit)
  return { items, nextAfter: rows.length > limit ? (items.at(-1)?.pos ?? null) : null }
}
