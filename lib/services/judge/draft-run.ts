import type { PoolClient } from "pg"
import type { z } from "zod"
import type { startJudgeRun as route } from "@/lib/contracts/judges"
import { insertActivity } from "@/lib/db/activity.sql"
import type { Context } from "@/lib/db/context"
import { insertJudgeRun } from "@/lib/db/judge.sql"
import { insertJudgements } from "@/lib/db/judgement.sql"
import { toActivity } from "@/lib/services/activity/record"

export interface RunDraft extends Omit<z.output<(typeof route)["input"]>, "judgeId"> {
  id: string
  episodeIds: readonly string[]
}

/** Writes a run with the episodes it will judge, in the caller's transaction. */
export async function draftJudgeRun(
  ctx: Context,
  client: PoolClient,
  { id: judgeId, name }: { id: string; name: string },
  draft: RunDraft,
): Promise<void> {
  const { experimentId, id, source, concurrency, budgetUsd, episodeIds } = draft
  await insertJudgeRun(client, {
    experimentId,
    id,
    judgeId,
    source,
    concurrency,
    budgetMicro: budgetUsd === null ? null : BigInt(Math.round(budgetUsd * 1e6)),
    createdById: ctx.actor.userId,
    createdAt: ctx.now(),
  })
  await insertJudgements(client, { experimentId, runId: id }, episodeIds)
  await insertActivity(
    client,
    toActivity(ctx, {
      name: "judge.start",
      experimentId,
      subjectId: judgeId,
      subjectName: name,
      after: { episodes: episodeIds.length, budgetUsd },
    }),
  )
}
