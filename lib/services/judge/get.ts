import { z } from "zod"
import { type JudgeDetail, judgeDecisionSchema, type getJudge as route } from "@/lib/contracts/judges"
import type { Context } from "@/lib/db/context"
import { NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentJudge } from "@/lib/services/judge/present-judge"
import { presentRuns } from "@/lib/services/judge/present-run"
import { requireJudge } from "@/lib/services/judge/require-judge"

const RUNS_SHOWN = 50

export const decisionsSchema = z.array(judgeDecisionSchema)

/** A judge with its runs and decisions. @throws AppError NOT_FOUND */
export async function getJudge(
  ctx: Context,
  { experimentId, judgeId }: z.output<(typeof route)["input"]>,
): Promise<JudgeDetail> {
  requirePermission(ctx.actor, "workspace.read")
  const judge = await requireJudge(ctx, experimentId, judgeId)
  const where = { experimentId, judgeId }
  const [experiment, rows, runCount] = await Promise.all([
    requireExperiment(ctx, experimentId),
    ctx.db.prisma.judgeRun.findMany({ where, orderBy: NEWEST_FIRST, take: RUNS_SHOWN }),
    ctx.db.prisma.judgeRun.count({ where }),
  ])
  const runs = await presentRuns(ctx, experimentId, rows)
  return {
    ...presentJudge(judge, { runCount, latestRun: runs[0] ?? null }),
    experimentName: experiment.name,
    decisions: decisionsSchema.parse(judge.decisions),
    runs,
  }
}
