import { createHash } from "node:crypto"
import type { PipelineInputs, StageName, StageRecord } from "@/lib/contracts/pipelines"
import { STAGES } from "@/lib/contracts/pipelines"
import { pairPlanSchema, weightingSchema } from "@/lib/contracts/weighting"
import { derivedId } from "@/lib/db/new-id"
import type { PairPlan } from "@/lib/domain/curation/pair-plan"
import { NO_WEIGHTING, type Weighting } from "@/lib/domain/curation/weighting"
import { getTrainer } from "@/lib/providers/registry"
import { canonicalJson } from "@/lib/services/pipeline/canonical-json"
import { withDefaults } from "@/lib/services/pipeline/with-defaults"

/** What a pipeline makes; the ids follow from its own, so that a stage run twice finds what it made the first time. */
export interface PipelineParts {
  datasetId: string
  fineTuneId: string
  studentEvaluationId: string
}

export function partsOf(pipelineId: string): PipelineParts {
  return {
    datasetId: derivedId(`${pipelineId}/dataset`),
    fineTuneId: derivedId(`${pipelineId}/fine-tune`),
    studentEvaluationId: derivedId(`${pipelineId}/evaluation`),
  }
}

/** A provider knows no objectives but its loss: what weighs episodes is then part of the dataset. */
function weightingOf({ weighting, objective, provider }: PipelineInputs): Weighting {
  if (weighting) return weighting
  if (getTrainer(provider)?.kind !== "hosted") return NO_WEIGHTING
  if (objective === "sftq") return weightingSchema.parse({ scheme: "quality" })
  return objective === "weighted" ? weightingSchema.parse({ scheme: "importance" }) : NO_WEIGHTING
}

function pairsOf({ provider, config }: PipelineInputs): PairPlan | null {
  const trainer = getTrainer(provider)
  const isPreference = trainer?.kind === "hosted" && trainer.methodOf(config) === "preference"
  return isPreference ? pairPlanSchema.parse({}) : null
}

/** The dataset that a pipeline trains on. It is judged on other tasks of the environment, so all that is kept is for training. */
export function datasetOf(inputs: PipelineInputs) {
  const { teacherRunId, rules, leaks, trainingSeed, environment, evaluation } = inputs
  const { split, taskLimit } = evaluation
  return {
    runIds: [teacherRunId],
    rules,
    weighting: weightingOf(inputs),
    pairs: pairsOf(inputs),
    leaks,
    shares: { train: 1, validation: 0, test: 0 },
    splitBy: "task" as const,
    stratify: "group" as const,
    seed: trainingSeed,
    heldOut: { environment, split, taskLimit },
  }
}

/** One teacher evaluation for all pipelines that compare on the same held-out tasks. */
export function teacherEvaluationId(experimentId: string, modelId: string, inputs: PipelineInputs): string {
  const { environment, evaluation: plan } = withDefaults(inputs)
  const held = canonicalJson({ environment, plan })
  return derivedId(`${experimentId}/${modelId}/${held}`)
}

export function hashInputs(experimentId: string, inputs: PipelineInputs): string {
  const material = canonicalJson({ experimentId, inputs: withDefaults(inputs) })
  return createHash("sha256").update(material).digest("hex")
}

export function freshStages(): StageRecord[] {
  return STAGES.map((name: StageName) => ({
    name,
    status: "waiting",
    progress: null,
    note: "",
    startedAt: null,
    finishedAt: null,
    error: null,
  }))
}
