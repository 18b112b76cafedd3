import type { z } from "zod"
import type { getJudgeAgreement as route } from "@/lib/contracts/judges"
import type { RouteOutput } from "@/lib/contracts/route"
import { readRatings } from "@/lib/db/agreement.sql"
import type { Context } from "@/lib/db/context"
import { episodeConditions } from "@/lib/db/episode-filter.sql"
import { comparePairs } from "@/lib/domain/label-agreement"
import { requirePermission } from "@/lib/domain/policy"
import { requireJudge } from "@/lib/services/judge/require-judge"
import { decidedRatings, pairWithPeople } from "@/lib/services/label/decided-ratings"
import { addShownOnly } from "@/lib/services/queue/hidden-episodes"

const OF_JUDGE = `e.id IN (
  SELECT g."episodeId" FROM "Judgement" g JOIN "JudgeRun" r ON r."experimentId" = g."experimentId" AND r.id = g."runId"
   WHERE r."experimentId" = ? AND r."judgeId" = ? AND r.trusted AND g.state = 'done')`

/** On the episodes that both people and the judge's trusted runs have judged. @throws AppError NOT_FOUND */
export async function getJudgeAgreement(
  ctx: Context,
  { experimentId, judgeId }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireJudge(ctx, experimentId, judgeId)
  const where = episodeConditions(experimentId, {}).add(OF_JUDGE, experimentId, judgeId)
  await addShownOnly(ctx, experimentId, where)
  const [rows, runs] = await Promise.all([
    readRatings(ctx.db.pool, where),
    ctx.db.prisma.judgeRun.findMany({
      where: { experimentId, judgeId, trusted: true },
      select: { id: true },
    }),
  ])
  const ours = new Set(runs.map(({ id }) => id))
  const people = decidedRatings(rows.filter(({ source }) => source === "human"))
  const judged = rows.filter(({ source, authorId }) => source === "judge" && ours.has(authorId ?? ""))
  const { kappa, confusion } = comparePairs(pairWithPeople(judged, people))
  const same = confusion.reduce((sum, row, index) => sum + (row[index] as number), 0)
  return { kappa, confusion, sameRate: kappa.n === 0 ? null : same / kappa.n }
}
