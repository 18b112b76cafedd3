import type { PoolClient } from "pg"
import type { Context } from "@/lib/db/context"
import type { JudgeRun } from "@/lib/db/generated/client"
import { holdAdmission } from "@/lib/db/judge.sql"
import { endJudgement } from "@/lib/db/judgement.sql"
import { withTransaction } from "@/lib/db/transaction"
import type { JudgeAnswer } from "@/lib/domain/judge/answer"
import type { Judged } from "@/lib/services/judge/ask"
import type { JudgeSetting } from "@/lib/services/judge/setting"
import { appendLabels } from "@/lib/services/label/append"

export interface JudgedTarget {
  pos: number
  episodeId: string
}

async function writeAnswer(
  ctx: Context,
  client: PoolClient,
  run: JudgeRun,
  episodeId: string,
  answer: JudgeAnswer,
) {
  const { experimentId, id: authorId } = run
  const admitted = await holdAdmission(client, { experimentId, runId: authorId })
  const said = [
    { key: "verdict" as const, value: answer.verdict },
    ...answer.choices.map((name) => ({ key: "choice" as const, name, value: true })),
    ...answer.scales.map(({ name, value }) => ({ key: "scale" as const, name, value })),
  ]
  for (const label of said) {
    await appendLabels(
      ctx,
      client,
      { experimentId, episodeIds: [episodeId], stepIdx: null, ...label },
      { source: "judge", adjudicated: false, admitted, authorId },
    )
  }
}

/** The labels of a judgement and its end are one transaction: however often a run is killed, each episode is judged once. */
export async function storeJudgement(
  ctx: Context,
  { run, tally }: JudgeSetting,
  { pos, episodeId }: JudgedTarget,
  judged: Judged,
): Promise<void> {
  const { experimentId, id: runId } = run
  const { usage } = judged
  const outcome = {
    verdict: judged.ok ? judged.answer.verdict : null,
    reason: judged.ok ? judged.answer.reason : null,
    error: judged.ok ? null : judged.problem,
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    costMicro: usage && tally.costOf({ costMicro: null, usage }),
    endedAt: ctx.now(),
  }
  await withTransaction(ctx.db, async (client) => {
    const isOurs = await endJudgement(client, { experimentId, runId, pos }, outcome)
    if (isOurs && judged.ok) await writeAnswer(ctx, client, run, episodeId, judged.answer)
  })
}
