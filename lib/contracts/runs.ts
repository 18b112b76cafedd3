import { z } from "zod"
import { estimateSchema, idSchema, listOf, pageOf, timestampSchema } from "@/lib/contracts/list"
import { removalSchema } from "@/lib/contracts/removals"
import { defineRoute } from "@/lib/contracts/route"
import { COST_KINDS } from "@/lib/domain/episode"

export const RUN_ROLES = ["teacher", "student", "baseline"] as const

export const runRoleSchema = z.enum(RUN_ROLES)

export type RunRole = z.infer<typeof runRoleSchema>

export const modelRefSchema = z.object({ id: idSchema, name: z.string(), provider: z.string() })

/** Means in USD over the episodes whose cost is known; `coverage` is their share (0..1) of all episodes. */
export const costSchema = z.object({
  perTaskUsd: estimateSchema,
  /** Total cost of the priced episodes over their successes, null without a success. */
  perSuccessUsd: z.number().nullable(),
  totalUsd: z.number().nullable(),
  coverage: z.number().nullable(),
  /** Episodes by how their cost is known. */
  kinds: z.partialRecord(z.enum(COST_KINDS), z.number().int()),
  environmentTotalUsd: z.number().nullable(),
})

export const runStatisticsSchema = z.object({
  n: z.number().int(),
  tasks: z.number().int(),
  /** Attempts of the task that has most of them. */
  trials: z.number().int(),
  successRate: estimateSchema,
  meanScore: estimateSchema,
  cost: costSchema,
  /** p50 and p95 of the latency of an episode, within 1 %. */
  latencyMs: z.object({ p50: z.number().nullable(), p95: z.number().nullable(), n: z.number().int() }),
  /** pass^k for k = 1 up to the number of trials that every task has; empty for single attempts. */
  passK: z.array(
    z.object({
      k: z.number().int(),
      value: z.number(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
  meanSteps: z.number().nullable(),
  meanContentTokens: z.number().nullable(),
  meanInputTokens: z.number().nullable(),
  meanOutputTokens: z.number().nullable(),
  errorCount: z.number().int(),
  stopReasons: z.record(z.string(), z.number().int()),
  labelled: z.object({ good: z.number().int(), bad: z.number().int(), unsure: z.number().int() }),
})

export const runSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  name: z.string(),
  model: modelRefSchema.extend({
    baseModel: z.string().nullable(),
    /** The teacher's side of the lineage: the fine-tune that made this model. */
    trainedBy: z
      .object({
        experimentId: idSchema,
        fineTuneId: idSchema,
        /** The runs whose episodes taught it. */
        runIds: z.array(idSchema),
      })
      .nullable(),
  }),
  role: runRoleSchema,
  status: z.string(),
  config: z.record(z.string(), z.unknown()),
  hasTools: z.boolean(),
  /** Planned episodes of an evaluation that is under way; null otherwise. */
  planned: z.number().int().nullable(),
  createdAt: timestampSchema,
  statistics: runStatisticsSchema,
})

export type RunRecord = z.infer<typeof runSchema>

const runPath = z.object({ experimentId: idSchema, runId: idSchema })

const runName = z.string().trim().min(1, "A name is needed.").max(200)

/** All runs of an experiment in one answer, teachers first; an experiment has at most some hundreds. */
export const listRuns = defineRoute({
  id: "runs.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/runs",
  summary: "List the runs of an experiment with their statistics",
  tag: "Runs",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, role: listOf(runRoleSchema) }),
  output: pageOf(runSchema),
})

export const getRun = defineRoute({
  id: "runs.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/runs/{runId}",
  summary: "Get one run with its statistics",
  tag: "Runs",
  permission: "workspace.read",
  input: runPath,
  output: runSchema,
})

export const listRunTools = defineRoute({
  id: "runs.tools",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/runs/{runId}/tools",
  summary: "The tools that answered in a run with their errors, the most used first",
  tag: "Runs",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, runId: idSchema }),
  output: z.object({
    items: z.array(
      z.object({
        tool: z.string(),
        /** Answers; calls that nothing answered are not among them. */
        callCount: z.number().int(),
        errorCount: z.number().int(),
        errorRate: estimateSchema,
        meanTokens: z.number(),
        /** Over the answers whose latency is known. */
        meanLatencyMs: z.number().nullable(),
      }),
    ),
  }),
})

export type RunTool = z.infer<typeof listRunTools.output>["items"][number]

export const createRun = defineRoute({
  id: "runs.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/runs",
  summary: "Create a run to post episodes to; a run of the same name and model is answered as it is",
  tag: "Runs",
  permission: "run.write",
  input: z
    .object({
      experimentId: idSchema,
      id: idSchema.optional(),
      name: runName,
      role: runRoleSchema.default("teacher"),
      modelId: idSchema.optional(),
      /** Found by name, or created. */
      modelName: z.string().trim().min(1).max(200).optional(),
      config: z.record(z.string(), z.unknown()).default({}),
      /** Tool definitions of all its episodes, in OpenAI chat form. */
      tools: z.array(z.record(z.string(), z.unknown())).max(1000).optional(),
    })
    .refine((run) => run.modelId !== undefined || run.modelName !== undefined, {
      path: ["modelName"],
      message: "Name the model that acted.",
    }),
  output: runSchema,
  status: 201,
})

export const updateRun = defineRoute({
  id: "runs.update",
  method: "PATCH",
  path: "/api/v1/experiments/{experimentId}/runs/{runId}",
  summary: "Rename a run or change its role",
  tag: "Runs",
  permission: "run.write",
  input: runPath.extend({ name: runName.optional(), role: runRoleSchema.optional() }),
  output: runSchema,
})

export const deleteRun = defineRoute({
  id: "runs.delete",
  method: "DELETE",
  path: "/api/v1/experiments/{experimentId}/runs/{runId}",
  summary: "Delete a run with its episodes",
  tag: "Runs",
  permission: "run.write",
  input: runPath,
  output: removalSchema,
})
