import { type Plugins, SCRIPTED } from "@/components/distill/runnable"
import type { EnvironmentChoice } from "@/lib/contracts/environments"
import { type EvaluationPlan, evaluationPlanSchema } from "@/lib/contracts/evaluations"
import type { ModelRecord } from "@/lib/contracts/models"
import type { RunRole } from "@/lib/contracts/runs"

/** What the form holds. `runName` is null until somebody types one. */
export interface EvaluationForm {
  runName: string | null
  modelId: string | null
  role: RunRole
  environment: EnvironmentChoice | null
  plan: EvaluationPlan
  budgetUsd: number | null
}

/** Starts in the experiment's own environment, when it has one that is known here. */
export function initialEvaluation(environmentId: string | null): EvaluationForm {
  return {
    runName: null,
    modelId: null,
    role: "teacher",
    environment: environmentId ? { id: environmentId, config: {} } : null,
    plan: evaluationPlanSchema.parse({ split: "train" }),
    budgetUsd: null,
  }
}

const SPLIT_WORDS = { train: "training tasks", validation: "validation tasks", test: "held out" }

/** The name as typed, or model, split and seed. */
export function runNameOf(form: EvaluationForm, model: ModelRecord | undefined): string {
  if (form.runName !== null) return form.runName
  const { split, seed } = form.plan
  return `${model?.name ?? "run"}, ${SPLIT_WORDS[split]}${seed === 0 ? "" : `, seed ${seed}`}`
}

/** What keeps an evaluation from being started, as a sentence; null when nothing does. */
export function whyNotStartable(
  { environment }: Pick<EvaluationForm, "environment">,
  model: ModelRecord | undefined,
  plugins: Plugins | undefined,
): string | null {
  if (!model) return "Choose a model."
  if (!environment) return "Choose an environment."
  const policy = model.provider === SCRIPTED && plugins?.policies.find(({ id }) => id === model.config.policy)
  if (!policy || policy.environments.includes(environment.id)) return null
  return `${model.name} plays another environment: choose that, or another model.`
}

/** The environment a scripted policy was written for; null for models that play any. */
export function environmentFor(model: ModelRecord, plugins: Plugins): string | null {
  if (model.provider !== SCRIPTED) return null
  return plugins.policies.find(({ id }) => id === model.config.policy)?.environments[0] ?? null
}
