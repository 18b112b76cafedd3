import type { z } from "zod"
import type { JudgeDetail, createJudge as route } from "@/lib/contracts/judges"
import type { Context } from "@/lib/db/context"
import { claimJudgeVersion, findSameJudge, insertJudge } from "@/lib/db/judge.sql"
import { newId } from "@/lib/db/new-id"
import { withTransaction } from "@/lib/db/transaction"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { askJudgeJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { draftJudgeRun } from "@/lib/services/judge/draft-run"
import { getJudge } from "@/lib/services/judge/get"
import { pickSet } from "@/lib/services/judge/judged-set"
import { readLabelForm } from "@/lib/services/judge/label-form"
import { parseExtras, parseReveals } from "@/lib/services/judge/present-judge"
import { openJudgeModel, requirePriceFor } from "@/lib/services/judge/require-model"

type Input = z.output<(typeof route)["input"]>

async function requireForm(ctx: Context, { experimentId, extras }: Input): Promise<void> {
  const { choices, scales } = await readLabelForm(ctx, experimentId, extras)
  const missing = extras.find((extra) => (extra === "choices" ? choices : scales).length === 0)
  if (!missing) return
  const what = missing === "choices" ? "failure reasons" : "scales"
  const message = `The labels of this experiment have no ${what} yet: add some in the label settings.`
  throw new AppError("INVALID_INPUT", message, [{ path: "extras", message }])
}

/**
 * Makes a judge, or finds its latest version when nothing differs, and starts it over a set of episodes.
 * @throws AppError NOT_FOUND, UNSUPPORTED, INVALID_INPUT, TOO_LARGE, CONFLICT when nothing matches.
 */
export async function createJudge(ctx: Context, input: Input): Promise<JudgeDetail> {
  requirePermission(ctx.actor, "judge.manage")
  const { experimentId, name, modelId, rubric, temperature, seed, run } = input
  await requireExperiment(ctx, experimentId)
  await openJudgeModel(ctx, modelId)
  await requireForm(ctx, input)
  await requirePriceFor(ctx, modelId, run.budgetUsd)
  const runId = newId()
  const episodeIds = await pickSet(ctx, experimentId, run.source, runId)
  const fields = { extras: parseExtras(input), reveals: parseReveals(input), temperature, seed }
  const judgeId = await withTransaction(ctx.db, async (client) => {
    const version = await claimJudgeVersion(client, experimentId, name)
    const made = { createdById: ctx.actor.userId, createdAt: ctx.now() }
    const judge = { experimentId, id: newId(), name, version, modelId, rubric, ...fields, ...made }
    const same = await findSameJudge(client, judge)
    if (!same) await insertJudge(client, judge)
    const called = { id: same ?? judge.id, name }
    await draftJudgeRun(ctx, client, called, { experimentId, id: runId, ...run, episodeIds })
    return same ?? judge.id
  })
  await enqueueJob(ctx.db, askJudgeJob, { experimentId, runId })
  return getJudge(ctx, { experimentId, judgeId })
}
