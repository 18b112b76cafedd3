import { findRunEnvironment, type Plugins, whyNotDistillable } from "@/components/distill/runnable"
import type { EnvironmentChoice } from "@/lib/contracts/environments"
import { type EvaluationPlan, evaluationPlanSchema } from "@/lib/contracts/evaluations"
import type { PipelineInputs, PipelineSummary } from "@/lib/contracts/pipelines"
import type { RunRecord } from "@/lib/contracts/runs"
import type { Rule } from "@/lib/domain/curation/rule"
import type { Weighting } from "@/lib/domain/curation/weighting"
import { listPresets, type PresetId } from "./recipe-presets"

/** What the form holds. `name` is null until somebody types one. */
export interface DistillForm {
  runId: string | null
  name: string | null
  preset: PresetId
  provider: string
  baseModel: string
  settings: Record<string, unknown>
  trainingSeed: number
  leaks: PipelineInputs["leaks"]
  /** Why a dataset is trained on whose leak certificate fails; nothing in it unless that is so. */
  overrideReason: string
  environment: EnvironmentChoice | null
  evaluation: EvaluationPlan
  budgetUsd: number | null
}

/** What the form starts from. */
export interface DistillSources {
  runs: readonly RunRecord[]
  plugins: Plugins
  /** Newest first. */
  pipelines: readonly PipelineSummary[]
  rules: Rule[] | null
  /** Of the recipe from the curation lab; the usual recipes have none. */
  weighting: Weighting
}

/** The run that was asked for, or the best known teacher that can be distilled. */
function chooseRun({ runs, plugins }: DistillSources, runId: string | null): RunRecord | null {
  const asked = runs.find((run) => run.id === runId)
  if (asked) return asked
  const able = runs.filter((run) => whyNotDistillable(run, plugins) === null)
  return able.find((run) => run.role === "teacher") ?? able[0] ?? null
}

/** Held-out tasks as an earlier pipeline of the run had them: so its teacher is not played, and paid, again. */
function planFor(run: RunRecord | null, pipelines: readonly PipelineSummary[]): EvaluationPlan {
  const earlier = pipelines.find(({ inputs }) => inputs.teacherRunId === run?.id)
  if (earlier) return earlier.inputs.evaluation
  const own = evaluationPlanSchema.safeParse(run?.config.plan).data
  const { concurrency, userModelId, temperature, maxSteps } = own ?? evaluationPlanSchema.parse({})
  return evaluationPlanSchema.parse({ concurrency, userModelId, temperature, maxSteps })
}

/** The parts that follow from the run; choosing another run sets them anew. */
export function fieldsOfRun(sources: DistillSources, runId: string | null) {
  const run = chooseRun(sources, runId)
  return {
    runId: run?.id ?? null,
    environment: run ? findRunEnvironment(run) : null,
    evaluation: planFor(run, sources.pipelines),
  }
}

export function initialForm(sources: DistillSources, runId: string | null): DistillForm {
  const trainer = sources.plugins.trainers[0]
  return {
    ...fieldsOfRun(sources, runId),
    name: null,
    preset: sources.rules ? "own" : "success",
    provider: trainer?.id ?? "",
    baseModel: trainer?.baseModels[0]?.id ?? "",
    settings: {},
    trainingSeed: 1,
    leaks: "drop",
    overrideReason: "",
    budgetUsd: null,
  }
}

/** What is sent; null while the run or the environment is not chosen. */
export function toInputs(
  form: DistillForm,
  { rules, weighting }: Pick<DistillSources, "rules" | "weighting">,
): PipelineInputs | null {
  const preset = listPresets(rules).find(({ id }) => id === form.preset)
  if (!form.runId || !form.environment || !preset) return null
  return {
    teacherRunId: form.runId,
    rules: preset.rules,
    ...(preset.id === "own" && weighting.scheme !== "none" ? { weighting } : {}),
    objective: preset.objective,
    provider: form.provider,
    baseModel: form.baseModel,
    config: form.settings,
    trainingSeed: form.trainingSeed,
    leaks: form.leaks,
    environment: form.environment,
    evaluation: form.evaluation,
  }
}

/** The name as typed, or one that says whose student it is and of what. */
export function nameOf(form: DistillForm, { runs, rules }: DistillSources): string {
  if (form.name !== null) return form.name
  const teacher = runs.find(({ id }) => id === form.runId)?.model.name ?? "a run"
  const suffix = listPresets(rules).find(({ id }) => id === form.preset)?.suffix ?? "own recipe"
  return `student of ${teacher}: ${suffix}`
}
