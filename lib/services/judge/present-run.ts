import { z } from "zod"
import { JUDGE_RUN_STATUSES, type JudgeRunRecord, judgeSourceSchema } from "@/lib/contracts/judges"
import type { Context } from "@/lib/db/context"
import type { JudgeRun } from "@/lib/db/generated/client"
import { countJudgements, type JudgementCounts } from "@/lib/db/judgement.sql"
import { CANARIES, type CanaryResult, findCanaryProblem } from "@/lib/domain/judge/canaries"
import { VERDICTS } from "@/lib/domain/label"

const canariesSchema = z.array(
  z.object({ id: z.string(), verdict: z.enum(VERDICTS).nullable(), problem: z.string().nullable() }),
)

/** Results of the canaries that were asked, as stored. */
export function parseCanaries(stored: unknown): (CanaryResult & z.output<typeof canariesSchema>[number])[] {
  return canariesSchema.parse(stored)
}

const NOTHING: Omit<JudgementCounts, "runId"> = {
  episodes: 0,
  done: 0,
  failed: 0,
  bad: 0,
  unsure: 0,
  good: 0,
  inputTokens: 0,
  outputTokens: 0,
}

function presentCanaries(run: JudgeRun): Pick<JudgeRunRecord, "canaries" | "trusted" | "distrust"> {
  const results = parseCanaries(run.canaries)
  const wasAsked = results.length > 0
  return {
    canaries: CANARIES.map(({ id, title }) => {
      const { verdict = null, problem = null } = results.find((result) => result.id === id) ?? {}
      return { id, title, verdict, problem }
    }),
    trusted: wasAsked ? run.trusted : null,
    distrust: wasAsked ? findCanaryProblem(results) : null,
  }
}

function presentSpent({ spentMicro, unpricedCalls }: JudgeRun): number | null {
  return spentMicro === 0n && unpricedCalls > 0 ? null : Number(spentMicro) / 1e6
}

function presentRun(
  run: JudgeRun,
  counted: Omit<JudgementCounts, "runId">,
  queueName: string | null,
): JudgeRunRecord {
  const { episodes, done, failed, bad, unsure, good, inputTokens, outputTokens } = counted
  return {
    experimentId: run.experimentId,
    judgeId: run.judgeId,
    id: run.id,
    source: judgeSourceSchema.parse(run.source),
    queueName,
    status: JUDGE_RUN_STATUSES.find((known) => known === run.status) ?? "failed",
    counts: { episodes, done, failed },
    verdicts: { bad, unsure, good },
    concurrency: run.concurrency,
    budgetUsd: run.budgetMicro === null ? null : Number(run.budgetMicro) / 1e6,
    spentUsd: presentSpent(run),
    unpricedCalls: run.unpricedCalls,
    inputTokens,
    outputTokens,
    ...presentCanaries(run),
    error: run.error,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
  }
}

function queueOf({ source }: JudgeRun): string | null {
  const parsed = judgeSourceSchema.parse(source)
  return parsed.kind === "queue" ? parsed.queueId : null
}

/** Runs as the API shows them. */
export async function presentRuns(
  ctx: Context,
  experimentId: string,
  runs: readonly JudgeRun[],
): Promise<JudgeRunRecord[]> {
  if (runs.length === 0) return []
  const queueIds = runs.flatMap((run) => queueOf(run) ?? [])
  const [counts, queues] = await Promise.all([
    countJudgements(
      ctx.db.pool,
      experimentId,
      runs.map(({ id }) => id),
    ),
    ctx.db.prisma.queue.findMany({
      where: { experimentId, id: { in: queueIds } },
      select: { id: true, name: true },
    }),
  ])
  return runs.map((run) =>
    presentRun(
      run,
      counts.get(run.id) ?? NOTHING,
      queues.find(({ id }) => id === queueOf(run))?.name ?? null,
    ),
  )
}
