import type { z } from "zod"
import type { LeakOverride } from "@/lib/contracts/leaks"
import type {
  estimatePipeline as estimateRoute,
  PipelineRecord,
  startPipeline as route,
} from "@/lib/contracts/pipelines"
import type { RouteOutput } from "@/lib/contracts/route"
import { withAdvisoryLock } from "@/lib/db/advisory-lock.sql"
import type { Context } from "@/lib/db/context"
import { Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { pipelineJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { recordActivity } from "@/lib/services/activity/record"
import { requireCleanOrOverride } from "@/lib/services/dataset/require-clean"
import { estimatePipeline } from "@/lib/services/pipeline/estimate"
import { getPipeline } from "@/lib/services/pipeline/get"
import { freshStages, hashInputs } from "@/lib/services/pipeline/parts"

type Input = z.output<(typeof route)["input"]>

/** The name, or with a number behind it when a dataset, run, model or pipeline has it already. */
async function findFreeName(ctx: Context, experimentId: string, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name} ${number}`
    const [dataset, run, model, pipeline] = await Promise.all([
      ctx.db.prisma.dataset.count({ where: { experimentId, name: candidate } }),
      ctx.db.prisma.run.count({ where: { experimentId, name: candidate } }),
      ctx.db.prisma.model.count({ where: { name: candidate } }),
      ctx.db.prisma.pipeline.count({ where: { name: candidate } }),
    ])
    if (dataset + run + model + pipeline === 0) return candidate
  }
}

function signOverride({ actor, now }: Context, reason: string): LeakOverride {
  return { reason, byId: actor.userId, byName: actor.name, at: now().toISOString() }
}

type Estimate = RouteOutput<typeof estimateRoute>

/** @throws AppError CONFLICT above the cap, and where what it may cost was not agreed to. */
function requireAffordable(
  spending: Estimate["spending"],
  cost: Estimate["cost"],
  confirmedUsd: number | undefined,
): void {
  if (spending.kind === "allowed") return
  if (spending.kind === "refused") throw new AppError("CONFLICT", spending.reason)
  // To the cent, which is what people read.
  if (confirmedUsd !== undefined && confirmedUsd >= (cost?.highUsd ?? 0) - 0.01) return
  throw new AppError("CONFLICT", `${spending.reason} Confirm the amount to start it.`)
}

async function createPipeline(
  ctx: Context,
  input: Input,
  { inputHash, cost }: { inputHash: string; cost: Estimate["cost"] },
): Promise<string> {
  const { experimentId, inputs, budgetUsd, leakOverride } = input
  const id = newId()
  const name = await findFreeName(ctx, experimentId, input.name)
  const { provider, baseModel } = inputs
  const amount = cost ? { lowUsd: cost.lowUsd, highUsd: cost.highUsd, unknown: cost.unknown } : null
  await ctx.db.prisma.$transaction(async (tx) => {
    await recordActivity(ctx, tx, {
      name: "pipeline.start",
      experimentId,
      subjectId: id,
      subjectName: name,
      after: { provider, baseModel, budgetUsd, cost: amount },
    })
    await tx.pipeline.create({
      data: {
        experimentId,
        id,
        name,
        inputHash,
        inputs: inputs as unknown as Prisma.InputJsonObject,
        stages: freshStages() as unknown as Prisma.InputJsonArray,
        status: "queued",
        budgetMicro: budgetUsd === null ? null : BigInt(Math.round(budgetUsd * 1e6)),
        estimate: cost ?? Prisma.DbNull,
        leakOverride: leakOverride ? signOverride(ctx, leakOverride.reason) : Prisma.DbNull,
        createdById: ctx.actor.userId,
        createdAt: ctx.now(),
      },
    })
  })
  return id
}

/** Starts a distillation. A second click on the same inputs answers the pipeline that is there, so nothing is paid twice. */
export async function startPipeline(ctx: Context, input: Input): Promise<PipelineRecord> {
  requirePermission(ctx.actor, "run.write")
  const { experimentId } = input
  const inputHash = hashInputs(experimentId, input.inputs)
  const pipelineId = await withAdvisoryLock(ctx.db, `start-pipeline:${experimentId}`, async () => {
    const { existing, problems, certificate, cost, spending } = await estimatePipeline(ctx, input)
    if (existing) return existing.id
    if (problems[0]) throw new AppError("INVALID_INPUT", problems[0])
    requireCleanOrOverride(certificate, input.leakOverride)
    requireAffordable(spending, cost, input.confirmedUsd)
    return createPipeline(ctx, input, { inputHash, cost })
  })
  await enqueueJob(ctx.db, pipelineJob, { experimentId, pipelineId })
  return getPipeline(ctx, { experimentId, pipelineId })
}
