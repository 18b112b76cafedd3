import { findRunEnvironment, type Plugins, whyNotDistillable } from "@/components/distill/runnable"
import type { ConnectionRecord } from "@/lib/contracts/connections"
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
  /** The account at a hosted provider; null on this machine, or while none is chosen. */
  connectionId: string | null
  baseModel: string
  /** Of a provider that starts hardware for the student. */
  keepEndpoint: boolean
  settings: Record<string, unknown>
  trainingSeed: number
  leaks: PipelineInputs["leaks"]
  /** Why a dataset is trained on whose leak certificate fails; nothing in it unless that is so. */
  overrideReason: string
  environment: EnvironmentChoice | null
  evaluation: EvaluationPlan
  budgetUsd: number | null
  /** What somebody agreed that it may cost; null while nobody was asked, or did not. */
  confirmedUsd: number | null
}

/** What the form starts from. */
export interface DistillSources {
  runs: readonly RunRecord[]
  plugins: Plugins
  connections: readonly ConnectionRecord[]
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

type Target = Pick<DistillForm, "provider" | "connectionId" | "baseModel" | "keepEndpoint" | "settings">

/** What is chosen with a provider: the first account that it can use, its first model, its usual settings. */
export function fieldsOfProvider(
  { plugins, connections }: Pick<DistillSources, "plugins" | "connections">,
  provider: string,
): Target {
  const trainer = plugins.trainers.find(({ id }) => id === provider) ?? plugins.trainers[0]
  const usable = connections.find(({ kind }) => trainer?.connectionKinds.includes(kind))
  return {
    provider: trainer?.id ?? "",
    connectionId: trainer?.account === "optional" ? null : (usable?.id ?? null),
    baseModel: trainer?.baseModels[0]?.id ?? "",
    keepEndpoint: false,
    settings: {},
  }
}

export function initialForm(
  sources: DistillSources,
  runId: string | null,
  provider: string | null = null,
): DistillForm {
  return {
    ...fieldsOfRun(sources, runId),
    name: null,
    preset: sources.rules ? "own" : "success",
    ...fieldsOfProvider(sources, provider ?? "embedded"),
    trainingSeed: 1,
    leaks: "drop",
    overrideReason: "",
    budgetUsd: null,
    confirmedUsd: null,
  }
}

/** What is sent; null while the run or the environment is not chosen. */
export function toInputs(
  form: DistillForm,
  { rules, weighting }: Pick<DistillSources, "rules" | "weighting">,
): PipelineInputs | null {
  const preset = listPresets(rules).find(({ id }) => id === form.preset)
  if (!form.runId || !form.environment || !preset || form.baseModel.trim() === "") return null
  return {
    teacherRunId: form.runId,
    rules: preset.rules,
    ...(preset.id === "own" && weighting.scheme !== "none" ? { weighting } : {}),
    objective: preset.objective,
    provider: form.provider,
    ...(form.connectionId ? { connectionId: form.connectionId } : {}),
    baseModel: form.baseModel.trim(),
    ...(form.keepEndpoint ? { keepEndpoint: true } : {}),
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
