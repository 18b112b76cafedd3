import { z } from "zod"
import { environmentChoiceSchema } from "@/lib/contracts/environments"
import { idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { runRoleSchema } from "@/lib/contracts/runs"
import { SPLITS } from "@/lib/domain/episode"

export const EVALUATION_STATUSES = ["queued", "running", "paused", "done", "failed", "cancelled"] as const

/** Which attempts an evaluation makes; with the run's episodes it is all that a resume needs. */
export const evaluationPlanSchema = z.object({
  split: z.enum(SPLITS).default("test"),
  /** The first n tasks of the split; all of them when null. */
  taskLimit: z.int().min(1).max(100_000).nullable().default(null),
  trials: z.int().min(1).max(100).default(1),
  seed: z.int().min(0).max(4_294_967_295).default(0),
  temperature: z.number().min(0).max(2).default(1),
  concurrency: z.int().min(1).max(64).default(4),
  /** The environment's own limit when null. */
  maxSteps: z.int().min(1).max(10_000).nullable().default(null),
  /** The model that plays the user, in environments that have one. */
  userModelId: idSchema.nullable().default(null),
  wallMs: z.int().min(100).max(86_400_000).default(600_000),
})

export type EvaluationPlan = z.infer<typeof evaluationPlanSchema>

export const evaluationSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  runId: idSchema,
  runName: z.string(),
  modelName: z.string(),
  environment: environmentChoiceSchema,
  plan: evaluationPlanSchema,
  status: z.enum(EVALUATION_STATUSES),
  planned: z.int(),
  done: z.int(),
  successCount: z.int(),
  budgetUsd: z.number().nullable(),
  spentUsd: z.number(),
  /** Median latency of an attempt so far. */
  latencyP50Ms: z.number().nullable(),
  error: z.string().nullable(),
  createdAt: timestampSchema,
  startedAt: timestampSchema.nullable(),
  finishedAt: timestampSchema.nullable(),
})

export type EvaluationRecord = z.infer<typeof evaluationSchema>

/** How far attempts are, how long one takes, and what they cost so far. */
export const evaluationProgressSchema = evaluationSchema.pick({
  status: true,
  planned: true,
  done: true,
  spentUsd: true,
  latencyP50Ms: true,
  startedAt: true,
})

export type EvaluationProgress = z.infer<typeof evaluationProgressSchema>

const evaluationPath = z.object({ experimentId: idSchema, evaluationId: idSchema })

export const createEvaluation = defineRoute({
  id: "evaluations.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/evaluations",
  summary: "Run a model in an environment over tasks; yields a run",
  tag: "Evaluations",
  permission: "run.write",
  input: z.object({
    experimentId: idSchema,
    id: idSchema.optional(),
    runName: z.string().trim().min(1, "A name is needed.").max(200),
    modelId: idSchema,
    role: runRoleSchema.default("baseline"),
    environment: environmentChoiceSchema,
    plan: evaluationPlanSchema.prefault({}),
    budgetUsd: z.number().positive().max(1_000_000).nullable().default(null),
  }),
  output: evaluationSchema,
  status: 201,
})

export const getEvaluation = defineRoute({
  id: "evaluations.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/evaluations/{evaluationId}",
  summary: "Get an evaluation with its progress",
  tag: "Evaluations",
  permission: "workspace.read",
  input: evaluationPath,
  output: evaluationSchema,
})

export const listEvaluations = defineRoute({
  id: "evaluations.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/evaluations",
  summary: "List evaluations, newest first",
  tag: "Evaluations",
  permission: "workspace.read",
  input: pageInput.extend({ experimentId: idSchema }),
  output: pageOf(evaluationSchema),
})

export const controlEvaluation = defineRoute({
  id: "evaluations.control",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/evaluations/{evaluationId}/control",
  summary: "Pause, resume or cancel an evaluation; episodes made so far stay",
  tag: "Evaluations",
  permission: "run.write",
  input: evaluationPath.extend({ action: z.enum(["pause", "resume", "cancel"]) }),
  output: evaluationSchema,
})
