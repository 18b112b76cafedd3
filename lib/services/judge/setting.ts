import type { Context } from "@/lib/db/context"
import type { Judge, JudgeRun } from "@/lib/db/generated/client"
import type { AskedJudge } from "@/lib/services/judge/ask"
import { readLabelForm } from "@/lib/services/judge/label-form"
import { parseExtras } from "@/lib/services/judge/present-judge"
import { openJudgeModel } from "@/lib/services/judge/require-model"
import { Tally } from "@/lib/services/judge/tally"
import { readCurrentPrice } from "@/lib/services/model/current-price"

export interface JudgeSetting {
  run: JudgeRun
  judge: Judge
  asked: AskedJudge
  tally: Tally
}

/** Everything that a run needs, as it is now. @throws AppError NOT_FOUND, UNSUPPORTED when its model cannot be asked. */
export async function prepareSetting(
  ctx: Context,
  { experimentId, runId }: { experimentId: string; runId: string },
): Promise<JudgeSetting> {
  const { judge, ...run } = await ctx.db.prisma.judgeRun.findUniqueOrThrow({
    where: { experimentId_id: { experimentId, id: runId } },
    include: { judge: true },
  })
  const { policy } = await openJudgeModel(ctx, judge.modelId)
  const labels = await readLabelForm(ctx, experimentId, parseExtras(judge))
  const asked = {
    policy,
    rubric: judge.rubric,
    labels,
    temperature: judge.temperature,
    seed: Number(judge.seed),
  }
  return { run, judge, asked, tally: new Tally(ctx, run, await readCurrentPrice(ctx.db, judge.modelId)) }
}
