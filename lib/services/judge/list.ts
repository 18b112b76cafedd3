import type { z } from "zod"
import type { listJudges as route } from "@/lib/contracts/judges"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { createdAfter, createdPage, NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentJudge } from "@/lib/services/judge/present-judge"
import { presentRuns } from "@/lib/services/judge/present-run"
import { JUDGE_INCLUDE } from "@/lib/services/judge/require-judge"

export async function listJudges(
  ctx: Context,
  { experimentId, limit, cursor }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const [rows, count] = await Promise.all([
    ctx.db.prisma.judge.findMany({
      where: { experimentId, ...createdAfter(cursor) },
      include: {
        ...JUDGE_INCLUDE,
        runs: { orderBy: NEWEST_FIRST, take: 1 },
        _count: { select: { runs: true } },
      },
      orderBy: NEWEST_FIRST,
      take: limit + 1,
    }),
    ctx.db.prisma.judge.count({ where: { experimentId } }),
  ])
  const { page, nextCursor } = createdPage(rows, limit)
  const runs = await presentRuns(
    ctx,
    experimentId,
    page.flatMap((judge) => judge.runs),
  )
  const items = page.map((judge) =>
    presentJudge(judge, {
      runCount: judge._count.runs,
      latestRun: runs.find(({ judgeId }) => judgeId === judge.id) ?? null,
    }),
  )
  return { items, nextCursor, count }
}
