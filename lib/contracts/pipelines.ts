import { z } from "zod"
import { deploymentSchema } from "@/lib/contracts/deployments"
import { environmentChoiceSchema } from "@/lib/contracts/environments"
import { evaluationPlanSchema, evaluationProgressSchema } from "@/lib/contracts/evaluations"
import { hostedJobSchema, trainingBillSchema } from "@/lib/contracts/fine-tunes"
import {
  certificateSchema,
  LEAK_POLICIES,
  leakOverrideSchema,
  overrideRequestSchema,
} from "@/lib/contracts/leaks"
import { estimateSchema, idSchema, listOf, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { rulesSchema } from "@/lib/contracts/recipes"
import { defineRoute } from "@/lib/contracts/route"
import { launchCostSchema, spendingDecisionSchema } from "@/lib/contracts/spending"
import { weightingSchema } from "@/lib/contracts/weighting"
import { VERDICT_KINDS } from "@/lib/domain/stats/verdict"
import { OBJECTIVES } from "@/lib/domain/training"

/** In the order they run. */
export const STAGES = ["dataset", "training", "evaluation", "teacher", "verdict"] as const

export type StageName = (typeof STAGES)[number]

export const STAGE_STATUSES = ["waiting", "running", "done", "failed", "cancelled"] as const

export const PIPELINE_STATUSES = ["queued", "running", "done", "failed", "cancelled"] as const

/** Everything a distillation depends on; two clicks with equal inputs are one pipeline. */
export const pipelineInputsSchema = z.object({
  teacherRunId: idSchema,
  rules: rulesSchema,
  /** Of the dataset; 1 for every episode where it is absent. Weights of the objective come on top. */
  weighting: weightingSchema.unwrap().optional(),
  provider: z.string().min(1).max(100).default("embedded"),
  /** The account at a hosted provider; none where it trains on this machine. */
  connectionId: idSchema.optional(),
  baseModel: z.string().min(1).max(200).default("winnow-student"),
  /** Leaves the endpoint that a provider starts for the student running after its evaluation, until somebody stops it. */
  keepEndpoint: z.boolean().optional(),
  objective: z.enum(OBJECTIVES).default("success"),
  /** The trainer's own settings. */
  config: z.record(z.string(), z.unknown()).default({}),
  trainingSeed: z.int().min(0).max(4_294_967_295).default(1),
  /** What becomes of training episodes that give away held-out tasks; what is kept fails the dataset's certificate. */
  leaks: z.enum(LEAK_POLICIES).default("drop"),
  environment: environmentChoiceSchema,
  /** The held-out tasks that student and teacher are compared on. */
  evaluation: evaluationPlanSchema.prefault({}),
})

export type PipelineInputs = z.infer<typeof pipelineInputsSchema>

const stageSchema = z.object({
  name: z.enum(STAGES),
  status: z.enum(STAGE_STATUSES),
  /** 0..1; null while unknown. */
  progress: z.number().nullable(),
  /** What it is doing or did, in words and numbers. */
  note: z.string(),
  startedAt: timestampSchema.nullable(),
  finishedAt: timestampSchema.nullable(),
  error: z.string().nullable(),
})

export type StageRecord = z.infer<typeof stageSchema>

/** One point of the loss curve, in nats. */
const lossPointSchema = z.object({ stage: z.string(), step: z.int(), steps: z.int(), loss: z.number() })

export const verdictSchema = z.object({
  kind: z.enum(VERDICT_KINDS),
  sentence: z.string(),
  student: z.object({ name: z.string(), successRate: estimateSchema, latencyP95Ms: estimateSchema }),
  teacher: z.object({ name: z.string(), successRate: estimateSchema, latencyP95Ms: estimateSchema }),
  difference: estimateSchema,
  costRatio: estimateSchema,
  p: z.number(),
})

export const pipelineSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  name: z.string(),
  status: z.enum(PIPELINE_STATUSES),
  inputs: pipelineInputsSchema,
  teacherName: z.string(),
  stages: z.array(stageSchema),
  loss: z.array(lossPointSchema),
  datasetId: idSchema.nullable(),
  fineTuneId: idSchema.nullable(),
  /** The job at a hosted provider; null before it, and where it trains on this machine. */
  hosted: hostedJobSchema.nullable(),
  /** The latest endpoint that a provider started for the student; null where it needs none. */
  deployment: deploymentSchema.nullable(),
  studentModelId: idSchema.nullable(),
  studentRunId: idSchema.nullable(),
  teacherEvaluationRunId: idSchema.nullable(),
  /** Notes of the trainer: examples, effective sample size of the weights. */
  training: z.record(z.string(), z.unknown()).nullable(),
  budgetUsd: z.number().nullable(),
  /** What it was expected to cost when it was started; null for those of before. */
  estimate: launchCostSchema.nullable(),
  /** What training and endpoints came to so far, as far as it is known; null before training and where nothing is billed. */
  bill: trainingBillSchema.nullable(),
  /** On attempts: the student's, and the teacher's unless an earlier pipeline had them made. */
  spentUsd: z.number(),
  /** The attempts of both sides as they go; null before their stage. `shared` ones an earlier pipeline had made. */
  attempts: z.object({
    student: evaluationProgressSchema.nullable(),
    teacher: evaluationProgressSchema.extend({ shared: z.boolean() }).nullable(),
  }),
  verdict: verdictSchema.nullable(),
  /** Who let it train on a dataset whose leak certificate fails, and why. */
  leakOverride: leakOverrideSchema.nullable(),
  createdAt: timestampSchema,
  startedAt: timestampSchema.nullable(),
  finishedAt: timestampSchema.nullable(),
})

export type PipelineRecord = z.infer<typeof pipelineSchema>

const pipelineSummarySchema = pipelineSchema.omit({
  loss: true,
  hosted: true,
  bill: true,
  deployment: true,
  training: true,
  attempts: true,
})

export type PipelineSummary = z.infer<typeof pipelineSummarySchema>

const pipelinePath = z.object({ experimentId: idSchema, pipelineId: idSchema })

const pipelineRequest = z.object({
  experimentId: idSchema,
  name: z.string().trim().min(1, "A name is needed.").max(200),
  inputs: pipelineInputsSchema,
  budgetUsd: z.number().positive().max(1_000_000).nullable().default(null),
  /** The high end of the estimate that somebody agreed to, where the workspace asks for that. */
  confirmedUsd: z.number().min(0).optional(),
  /** Needed, and recorded, where the dataset's leak certificate would fail. */
  leakOverride: overrideRequestSchema.optional(),
})

export const estimatePipeline = defineRoute({
  id: "pipelines.estimate",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/pipelines/estimate",
  summary: "What a distillation would train on, take and cost, before it starts",
  tag: "Distill",
  permission: "workspace.read",
  input: pipelineRequest.pick({ experimentId: true, inputs: true }),
  output: z.object({
    episodes: z.int(),
    trainingRows: z.int(),
    heldOutTasks: z.int(),
    seconds: z.number().nullable(),
    /** Null while the training settings are not valid. */
    cost: launchCostSchema.nullable(),
    /** Whether the workspace's limits let it start. */
    spending: spendingDecisionSchema,
    problems: z.array(z.string()),
    /** Kept by the rules and of held-out tasks: never trained on. */
    heldOutEpisodes: z.int(),
    /** Training episodes that give away held-out tasks, left out or not. */
    leakingEpisodes: z.int(),
    certificate: certificateSchema,
    /** A finished or running pipeline with the same inputs. */
    existing: z.object({ id: idSchema, status: z.enum(PIPELINE_STATUSES) }).nullable(),
  }),
})

export const startPipeline = defineRoute({
  id: "pipelines.start",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/pipelines",
  summary:
    "Distill a run: dataset, training, held-out evaluation and verdict; equal inputs answer the pipeline there is",
  tag: "Distill",
  permission: "run.write",
  input: pipelineRequest,
  output: pipelineSchema,
  status: 201,
})

export const getPipeline = defineRoute({
  id: "pipelines.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/pipelines/{pipelineId}",
  summary: "Get a pipeline with its stages, loss and verdict",
  tag: "Distill",
  permission: "workspace.read",
  input: pipelinePath,
  output: pipelineSchema,
})

export const listPipelines = defineRoute({
  id: "pipelines.list",
  method: "GET",
  path: "/api/v1/pipelines",
  summary: "List distillations of all experiments or of one, newest first",
  tag: "Distill",
  permission: "workspace.read",
  input: pageInput.extend({ experimentId: idSchema.optional(), status: listOf(z.enum(PIPELINE_STATUSES)) }),
  output: pageOf(pipelineSummarySchema),
})

export const listPipelineLogs = defineRoute({
  id: "pipelines.logs",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/pipelines/{pipelineId}/logs",
  summary: "Log lines of a pipeline after a sequence number",
  tag: "Distill",
  permission: "workspace.read",
  input: pipelinePath.extend({ after: z.coerce.number().int().min(0).default(0) }),
  output: z.object({
    items: z.array(
      z.object({
        seq: z.int(),
        stage: z.string(),
        level: z.string(),
        message: z.string(),
        createdAt: timestampSchema,
      }),
    ),
  }),
})

export const controlPipeline = defineRoute({
  id: "pipelines.control",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/pipelines/{pipelineId}/control",
  summary: "Cancel a pipeline, or retry it from the stage that failed",
  tag: "Distill",
  permission: "run.write",
  input: pipelinePath.extend({ action: z.enum(["cancel", "retry"]) }),
  output: pipelineSchema,
})
