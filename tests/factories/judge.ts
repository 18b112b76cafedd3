import type { Context } from "@/lib/db/context"
import { insertJudge, insertJudgeRun } from "@/lib/db/judge.sql"
import { insertJudgements } from "@/lib/db/judgement.sql"
import { newId } from "@/lib/db/new-id"
import { withTransaction } from "@/lib/db/transaction"
import type { Verdict } from "@/lib/domain/label"
import { appendLabels } from "@/lib/services/label/append"

let made = 0

/** A judge whose one run was trusted and gave these verdicts; `allowed` lets them count. */
export async function makeJudged(
  ctx: Context,
  experimentId: string,
  verdicts: ReadonlyMap<string, Verdict>,
  { allowed = true }: { allowed?: boolean } = {},
): Promise<{ judgeId: string; runId: string }> {
  made += 1
  const [judgeId, runId, modelId] = [newId(), newId(), newId()]
  const { db, now } = ctx
  const at = { createdById: null, createdAt: now() }
  await db.prisma.model.create({ data: { id: modelId, name: `judge model ${modelId}`, provider: "unknown" } })
  await withTransaction(db, async (client) => {
    await insertJudge(client, {
      experimentId,
      id: judgeId,
      name: `Judge ${made}`,
      version: 1,
      modelId,
      rubric: "Was it done?",
      extras: [],
      reveals: [],
      temperature: 0,
      seed: 0,
      ...at,
    })
    const source = { kind: "filter", filter: {}, count: null }
    await insertJudgeRun(client, {
      experimentId,
      id: runId,
      judgeId,
      source,
      concurrency: 1,
      budgetMicro: null,
      ...at,
    })
    await insertJudgements(client, { experimentId, runId }, [...verdicts.keys()])
    const key = [experimentId, runId]
    await client.query(
      `UPDATE "JudgeRun" SET trusted = true, status = 'done' WHERE "experimentId" = $1 AND id = $2`,
      key,
    )
    await client.query(`UPDATE "Judge" SET allowed = $3 WHERE "experimentId" = $1 AND id = $2`, [
      experimentId,
      judgeId,
      allowed,
    ])
    await client.query(
      `UPDATE "Judgement" SET state = 'done' WHERE "experimentId" = $1 AND "runId" = $2`,
      key,
    )
    for (const [episodeId, value] of verdicts) {
      const label = { experimentId, episodeIds: [episodeId], stepIdx: null, key: "verdict" as const, value }
      const origin = { source: "judge" as const, adjudicated: false, admitted: allowed, authorId: runId }
      await appendLabels(ctx, client, label, origin)
    }
  })
  return { judgeId, runId }
}
