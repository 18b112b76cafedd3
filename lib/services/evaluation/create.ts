import type { z } from "zod"
import type { EvaluationRecord, createEvaluation as route } from "@/lib/contracts/evaluations"
import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { newId } from "@/lib/db/new-id"
import { createOrFind } from "@/lib/db/unique-violation"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { evaluationJob } from "@/lib/jobs/definitions"
import { enqueueJob } from "@/lib/jobs/queue"
import { recordActivity } from "@/lib/services/activity/record"
import { loadEnvironment } from "@/lib/services/environment/load"
import { getEvaluation } from "@/lib/services/evaluation/get"
import { listPlannedTasks } from "@/lib/services/evaluation/plan-attempts"
import { createModelPolicy } from "@/lib/services/model/create-policy"
import { createRun } from "@/lib/services/run/create"

type Input = z.output<(typeof route)["input"]>

async function countTasks(ctx: Context, input: Input) {
  const environment = await loadEnvironment(ctx, input.environment)
  const taskCount = [...listPlannedTasks(environment, input.plan)].length
  if (taskCount === 0)
    throw new AppError("INVALID_INPUT", `The environment has no ${input.plan.split} tasks.`)
  return { environment, taskCount }
}

/**
 * Writes the evaluation and its empty run; asking again with the same id answers what is there. Does not start it.
 * `isLaunched` where somebody asked for it, and not a pipeline or monitor.
 */
export async function draftEvaluation(
  ctx: Context,
  input: Input,
  { isLaunched = false }: { isLaunched?: boolean } = {},
): Promise<EvaluationRecord> {
  const { experimentId, modelId, plan } = input
  const model = await ctx.db.prisma.model.findUnique({ where: { id: modelId } })
  if (!model) throw new AppError("NOT_FOUND", "There is no such model.")
  await createModelPolicy(ctx, model)
  const { environment, taskCount } = await countTasks(ctx, input)
  const config = { environment: input.environment, plan }
  const tools = environment.tools as unknown as Record<string, unknown>[]
  const run = await createRun(ctx, {
    experimentId,
    name: input.runName,
    role: input.role,
    modelId,
    config,
    tools,
  })
  const id = input.id ?? newId()
  const data: Prisma.EvaluationUncheckedCreateInput = {
    experimentId,
    id,
    runId: run.id,
    environment: input.environment.id,
    config: input.environment.config as Prisma.InputJsonObject,
    plan,
    status: "queued",
    planned: taskCount * plan.trials,
    budgetMicro: input.budgetUsd === null ? null : BigInt(Math.round(input.budgetUsd * 1e6)),
    createdById: ctx.actor.userId,
  }
  const find = () =>
    ctx.db.prisma.evaluation.findUnique({ where: { experimentId_runId: { experimentId, runId: run.id } } })
  const create = () =>
    ctx.db.prisma.$transaction(async (tx) => {
      const row = await tx.evaluation.create({ data })
      const { budgetUsd } = input
      const subject = { experimentId, subjectId: run.id, subjectName: run.name }
      const after = { model: model.name, attempts: row.planned, budgetUsd }
      if (isLaunched) await recordActivity(ctx, tx, { name: "evaluation.start", ...subject, after })
      return row
    })
  const stored = await createOrFind(create, find)
  if (stored?.id !== id) {
    throw new AppError(
      "CONFLICT",
      `The run "${input.runName}" has an evaluation already. Give this one another name.`,
    )
  }
  return getEvaluation(ctx, { experimentId, evaluationId: id })
}

/** Queues a model's attempts at an environment's tasks. @throws AppError naming what is missing to run it. */
export async function createEvaluation(ctx: Context, input: Input): Promise<EvaluationRecord> {
  requirePermission(ctx.actor, "run.write")
  const evaluation = await draftEvaluation(ctx, input, { isLaunched: true })
  await enqueueJob(ctx.db, evaluationJob, { experimentId: input.experimentId, evaluationId: evaluation.id })
  return evaluation
}
