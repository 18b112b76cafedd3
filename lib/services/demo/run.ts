import type { EnvironmentChoice } from "@/lib/contracts/environments"
import { evaluationPlanSchema } from "@/lib/contracts/evaluations"
import { type PipelineInputs, pipelineInputsSchema } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { derivedId, newId } from "@/lib/db/new-id"
import { requirePermission } from "@/lib/domain/policy"
import { TEACHER_PRICE } from "@/lib/services/demo/prices"
import { createPublishedExperiment } from "@/lib/services/demo/published-experiment"
import { isDemoSettled, settleDemo } from "@/lib/services/demo/settled"
import { draftEvaluation } from "@/lib/services/evaluation/create"
import { runEvaluation } from "@/lib/services/evaluation/run"
import { SCRIPTED_PROVIDER } from "@/lib/services/model/create-policy"
import { startPipeline } from "@/lib/services/pipeline/start"

export const DEMO_EXPERIMENT_ID = derivedId("demo/babyai")

const ENVIRONMENT: EnvironmentChoice = { id: "babyai", config: { trainPerLevel: 500, testPerLevel: 150 } }

const TOP_HALF = [{ type: "topShare" as const, share: 0.5 }, { type: "success" as const }]

type Student = Pick<PipelineInputs, "objective" | "config"> & { name: string; rules: unknown[] }

const STUDENTS = {
  all: { name: "every episode", objective: "all", rules: [], config: {} },
  success: { name: "successes", objective: "success", rules: [{ type: "success" }], config: {} },
  topHalf: { name: "top half", objective: "topq", rules: TOP_HALF, config: {} },
  weighted: { name: "top half, weighted", objective: "weighted", rules: TOP_HALF, config: {} },
} as const satisfies Record<string, Student>

/** The medium teacher errs by the attempt, the strong one by the step: the recipe that helps one hurts the other. */
const TEACHERS = [
  { preset: "llmlike", students: [STUDENTS.success, STUDENTS.topHalf, STUDENTS.all, STUDENTS.weighted] },
  { preset: "slip", students: [STUDENTS.success, STUDENTS.topHalf] },
] as const

type Teacher = (typeof TEACHERS)[number]

export const DEMO_STUDENT_COUNT = TEACHERS.reduce((sum, { students }) => sum + students.length, 0)

async function createDemoExperiment(ctx: Context): Promise<void> {
  await ctx.db.prisma.experiment.upsert({
    where: { id: DEMO_EXPERIMENT_ID },
    create: {
      id: DEMO_EXPERIMENT_ID,
      name: "BabyAI demo",
      question: "Does a student trained on chosen episodes beat its teacher?",
      environment: ENVIRONMENT.id,
      primaryMetric: "return",
      isDemo: true,
      createdAt: ctx.now(),
    },
    update: {},
  })
}

async function createTeacher(ctx: Context, { preset }: Teacher): Promise<string> {
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

async function recordTeacher(ctx: Context, teacher: Teacher, signal: AbortSignal): Promise<string> {
  const modelId = await createTeacher(ctx, teacher)
  const evaluationId = derivedId(`demo/teacher-run/${teacher.preset}`)
  const { runId } = await draftEvaluation(ctx, {
    experimentId: DEMO_EXPERIMENT_ID,
    id: evaluationId,
    runName: `${teacher.preset}, training tasks`,
    modelId,
    role: "teacher",
    environment: ENVIRONMENT,
    plan: evaluationPlanSchema.parse({ split: "train", seed: 1 }),
    budgetUsd: null,
  })
  await runEvaluation(ctx, { experimentId: DEMO_EXPERIMENT_ID, evaluationId }, signal)
  return runId
}

async function startStudents(ctx: Context, teacher: Teacher, teacherRunId: string): Promise<void> {
  for (const { name, objective, rules, config } of teacher.students) {
    await startPipeline(ctx, {
      experimentId: DEMO_EXPERIMENT_ID,
      name: `student of ${teacher.preset}: ${name}`,
      inputs: pipelineInputsSchema.parse({
        teacherRunId,
        rules,
        objective,
        config,
        environment: ENVIRONMENT,
        evaluation: { split: "test", seed: 2 },
      }),
      budgetUsd: null,
    })
  }
}

/** Makes the demo through the same evaluations and pipelines as anybody's experiment. Interrupted, it goes on where it stood. */
export async function runDemo(ctx: Context, _input: object, signal: AbortSignal): Promise<void> {
  requirePermission(ctx.actor, "experiment.write")
  if (await isDemoSettled(ctx)) return
  await createPublishedExperiment(ctx)
  await createDemoExperiment(ctx)
  for (const teacher of TEACHERS) {
    await startStudents(ctx, teacher, await recordTeacher(ctx, teacher, signal))
  }
  await settleDemo(ctx)
}
