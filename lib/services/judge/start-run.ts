import type { z } from "zod"
import type { JudgeRunRecord, startJudgeRun as route } from "@/lib/contracts/judges"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { withTransaction } from "@/lib/db/transaction"
import { requirePermission } from "@/lib/domain/policy"
import { askJudgeJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { draftJudgeRun } from "@/lib/services/judge/draft-run"
import { pickSet } from "@/lib/services/judge/judged-set"
import { presentRuns } from "@/lib/services/judge/present-run"
import { requireJudge, requireJudgeRun } from "@/lib/services/judge/require-judge"
import { openJudgeModel, requirePriceFor } from "@/lib/services/judge/require-model"

/** Lets a judge judge more episodes. @throws AppError NOT_FOUND, UNSUPPORTED, INVALID_INPUT, TOO_LARGE, CONFLICT */
export async function startJudgeRun(
  ctx: Context,
  { judgeId, ...input }: z.output<(typeof route)["input"]>,
): Promise<JudgeRunRecord> {
  requirePermission(ctx.actor, "judge.manage")
  const { experimentId, source, budgetUsd } = input
  const judge = await requireJudge(ctx, experimentId, judgeId)
  await openJudgeModel(ctx, judge.modelId)
  await requirePriceFor(ctx, judge.modelId, budgetUsd)
  const runId = newId()
  const episodeIds = await pickSet(ctx, experimentId, source, runId)
  await withTransaction(ctx.db, (client) =>
    draftJudgeRun(ctx, client, judge, { ...input, id: runId, episodeIds }),
  )
  await enqueueJob(ctx.db, askJudgeJob, { experimentId, runId })
  const run = await requireJudgeRun(ctx, { experimentId, judgeId, runId })
  const [record] = await presentRuns(ctx, experimentId, [run])
  return record as JudgeRunRecord
}
