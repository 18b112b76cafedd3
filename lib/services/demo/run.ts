import { setTimeout as sleep } from "node:timers/promises"
import { evaluationPlanSchema } from "@/lib/contracts/evaluations"
import { pipelineInputsSchema } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { derivedId, newId } from "@/lib/db/new-id"
import { requirePermission } from "@/lib/domain/policy"
import type { PresetId } from "@/lib/policies/planner/faults"
import { DEMO_EXPERIMENTS, type DemoExperiment } from "@/lib/services/demo/experiments"
import { TEACHER_PRICE } from "@/lib/services/demo/prices"
import { createPublishedExperiment } from "@/lib/services/demo/published-experiment"
import { isDemoSettled, settleDemo } from "@/lib/services/demo/settled"
import { draftEvaluation } from "@/lib/services/evaluation/create"
import { runEvaluation } from "@/lib/services/evaluation/run"
import { SCRIPTED_PROVIDER } from "@/lib/services/model/create-policy"
import { startPipeline } from "@/lib/services/pipeline/start"

const WATCH_EVERY_MS = 500

async function createDemoExperiment(ctx: Context, { id, name, question, environment }: DemoExperiment) {
  await ctx.db.prisma.experiment.upsert({
    where: { id },
    create: {
      id,
      name,
      question,
      environment: environment.id,
      primaryMetric: "return",
      isDemo: true,
      createdAt: ctx.now(),
    },
    update: {},
  })
}

async function createTeacher(ctx: Context, preset: PresetId): Promise<string> {
  const id = derivedId(`demo/teacher/${preset}`)
  const price = { ...TEACHER_PRICE, id: newId(), sourceDate: new Date(TEACHER_PRICE.sourceDate) }
  await ctx.db.prisma.model.upsert({
    where: { id },
    create: {
      id,
      name: `planner ${preset}`,
      provider: SCRIPTED_PROVIDER,
      config: { policy: "planner", settings: { preset } },
      note: "A scripted planner with faults; it stands in for a large model and bills nothing.",
      prices: { create: price },
    },
    update: {},
  })
  return id
}

async function recordTeacher(
  ctx: Context,
  { id: experimentId, environment }: DemoExperiment,
  preset: PresetId,
  signal: AbortSignal,
): Promise<string> {
  const modelId = await createTeacher(ctx, preset)
  const evaluationId = derivedId(`${experimentId}/teacher-run/${preset}`)
  const { runId } = await draftEvaluation(ctx, {
    experimentId,
    id: evaluationId,
    runName: `${preset}, training tasks`,
    modelId,
    role: "teacher",
    environment,
    plan: evaluationPlanSchema.parse({ split: "train", seed: 1 }),
    budgetUsd: null,
  })
  await runEvaluation(ctx, { experimentId, evaluationId }, signal)
  return runId
}

async function makeExperiment(ctx: Context, experiment: DemoExperiment, signal: AbortSignal): Promise<void> {
  const { id: experimentId, environment, suffix } = experiment
  await createDemoExperiment(ctx, experiment)
  for (const { preset, students } of experiment.teachers) {
    const teacherRunId = await recordTeacher(ctx, experiment, preset, signal)
    for (const { name, objective, rules, config } of students) {
      await startPipeline(ctx, {
        experimentId,
        name: `student of ${preset}: ${name}${suffix}`,
        inputs: pipelineInputsSchema.parse({
          teacherRunId,
          rules,
          objective,
          config,
          environment,
          evaluation: { split: "test", seed: 2 },
        }),
        budgetUsd: null,
      })
    }
  }
}

/** Until nothing of the experiment is under way, so that the next one does not slow it. */
async function waitForStudents(ctx: Context, experimentId: string, signal: AbortSignal): Promise<void> {
  const where = { experimentId, status: { in: ["queued", "running"] } }
  while ((await ctx.db.prisma.pipeline.count({ where })) > 0) {
    await sleep(WATCH_EVERY_MS, undefined, { signal })
  }
}

/** Makes the demo through the same evaluations and pipelines as anybody's experiment. Interrupted, it goes on where it stood. */
export async function runDemo(ctx: Context, _input: object, signal: AbortSignal): Promise<void> {
  requirePermission(ctx.actor, "experiment.write")
  if (await isDemoSettled(ctx)) return
  await createPublishedExperiment(ctx)
  for (const experiment of DEMO_EXPERIMENTS) {
    await makeExperiment(ctx, experiment, signal)
    await waitForStudents(ctx, experiment.id, signal)
    // Somebody may have deleted it meanwhile.
    if (await isDemoSettled(ctx)) return
  }
  await settleDemo(ctx)
}
