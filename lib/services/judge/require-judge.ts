import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"

export const JUDGE_INCLUDE = { model: { select: { name: true } } } as const

/** @throws AppError NOT_FOUND, also when the judge belongs to another experiment. */
export async function requireJudge(ctx: Context, experimentId: string, judgeId: string) {
  const judge = await ctx.db.prisma.judge.findUnique({
    where: { experimentId_id: { experimentId, id: judgeId } },
    include: JUDGE_INCLUDE,
  })
  if (!judge) throw new AppError("NOT_FOUND", "There is no such judge in this experiment.")
  return judge
}

export interface JudgeRunPath {
  experimentId: string
  judgeId: string
  runId: string
}

/** @throws AppError NOT_FOUND, also when the run is another judge's. */
export async function requireJudgeRun(ctx: Context, { experimentId, judgeId, runId }: JudgeRunPath) {
  const run = await ctx.db.prisma.judgeRun.findUnique({
    where: { experimentId_id: { experimentId, id: runId } },
  })
  if (run?.judgeId !== judgeId) throw new AppError("NOT_FOUND", "This judge has no such run.")
  return run
}
