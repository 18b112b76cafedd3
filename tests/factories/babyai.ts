import type { EvaluationPlan } from "@/lib/contracts/evaluations"
import { evaluationPlanSchema } from "@/lib/contracts/evaluations"
import type { PipelineInputs } from "@/lib/contracts/pipelines"
import { pipelineInputsSchema } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { draftEvaluation } from "@/lib/services/evaluation/create"
import { runEvaluation } from "@/lib/services/evaluation/run"
import { createModel } from "@/lib/services/model/create"
import { SCRIPTED_PROVIDER } from "@/lib/services/model/create-policy"
import { makeExperiment } from "@/tests/factories/run"

export interface BabyAiSetting {
  experimentId: string
  modelId: string
  environment: { id: string; config: Record<string, unknown> }
}

/** An experiment with a scripted teacher, and BabyAI with so many tasks a level. */
export async function makeBabyAi(
  ctx: Context,
  tasks: { trainPerLevel: number; testPerLevel: number },
  preset = "llmlike",
): Promise<BabyAiSetting> {
  const experiment = await makeExperiment(ctx)
  const model = await createModel(ctx, {
    name: `planner ${preset} ${experiment.id}`,
    provider: SCRIPTED_PROVIDER,
    config: { policy: "planner", settings: { preset } },
  })
  const environment = { id: "babyai", config: { ...tasks } }
  return { experimentId: experiment.id, modelId: model.id, environment }
}

/** Draws an evaluation of the setting's teacher without playing it. */
export function draftTeacherRun(
  ctx: Context,
  setting: BabyAiSetting,
  plan: Partial<EvaluationPlan> = {},
  runName = "teacher",
) {
  return draftEvaluation(ctx, {
    ...setting,
    runName,
    role: "teacher",
    plan: evaluationPlanSchema.parse({ split: "train", seed: 1, ...plan }),
    budgetUsd: null,
  })
}

/** The teacher's training run, played to its end; answers its run id. */
export async function makeTeacherRun(
  ctx: Context,
  setting: BabyAiSetting,
  plan: Partial<EvaluationPlan> = {},
  runName?: string,
): Promise<string> {
  const evaluation = await draftTeacherRun(ctx, setting, plan, runName)
  const key = { experimentId: setting.experimentId, evaluationId: evaluation.id }
  await runEvaluation(ctx, key, new AbortController().signal)
  return evaluation.runId
}

const RULES = {
  all: [],
  success: [{ type: "success" as const }],
  topq: [{ type: "topShare" as const, share: 0.5 }, { type: "success" as const }],
}

/** What a distillation of the teacher's run depends on. */
export function makePipelineInputs(
  setting: BabyAiSetting,
  teacherRunId: string,
  objective: keyof typeof RULES,
  config: Record<string, unknown>,
): PipelineInputs {
  return pipelineInputsSchema.parse({
    teacherRunId,
    rules: RULES[objective],
    objective,
    config,
    environment: setting.environment,
    evaluation: { split: "test", seed: 2 },
  })
}
