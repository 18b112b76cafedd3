import { z } from "zod"
import { COST_KINDS, type TrainingBill, trainingEstimateSchema } from "@/lib/contracts/fine-tunes"
import { launchCostSchema } from "@/lib/contracts/spending"
import type { Context } from "@/lib/db/context"
import type { FineTune } from "@/lib/db/generated/client"

const HOUR_MS = 3600_000

type Job = Pick<FineTune, "experimentId" | "id" | "pipelineId" | "costMicro" | "costKind" | "estimate">

/** By the hours so far; null where there is none, or one whose price nobody knows. */
async function readEndpointUsd(ctx: Context, { experimentId, id: fineTuneId }: Job): Promise<number | null> {
  const rows = await ctx.db.prisma.deployment.findMany({
    where: { experimentId, fineTuneId, startedAt: { not: null } },
    select: { startedAt: true, stoppedAt: true, hourlyMicro: true },
  })
  if (rows.length === 0 || rows.some(({ hourlyMicro }) => hourlyMicro === null)) return null
  const now = ctx.now().getTime()
  return rows.reduce((sum, { startedAt, stoppedAt, hourlyMicro }) => {
    const hours = ((stoppedAt?.getTime() ?? now) - (startedAt?.getTime() ?? now)) / HOUR_MS
    return sum + (Math.max(0, hours) * Number(hourlyMicro)) / 1e6
  }, 0)
}

/** The provider's own estimate where it gave one, else what the launch was priced at. */
async function readEstimate(ctx: Context, job: Job): Promise<TrainingBill["estimate"]> {
  const own = trainingEstimateSchema.safeParse(job.estimate).data
  if (own || !job.pipelineId) return own ?? null
  const row = await ctx.db.prisma.pipeline.findUnique({
    where: { experimentId_id: { experimentId: job.experimentId, id: job.pipelineId } },
    select: { estimate: true },
  })
  const part = launchCostSchema.safeParse(row?.estimate).data?.parts.find(({ name }) => name === "training")
  if (part?.lowUsd == null || part.highUsd === null) return null
  const { lowUsd, highUsd, source, sourceDate } = part
  return { lowUsd, highUsd, tokens: null, source: source ?? part.basis, sourceDate }
}

/** What a training job at a provider came to, next to what was expected. */
export async function readTrainingBill(ctx: Context, job: Job): Promise<TrainingBill> {
  return {
    trainingUsd: job.costMicro === null ? null : Number(job.costMicro) / 1e6,
    kind: z.enum(COST_KINDS).nullable().catch(null).parse(job.costKind),
    endpointUsd: await readEndpointUsd(ctx, job),
    estimate: await readEstimate(ctx, job),
  }
}
