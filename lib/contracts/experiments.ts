import { z } from "zod"
import { estimateSchema, idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { removalSchema } from "@/lib/contracts/removals"
import { defineRoute } from "@/lib/contracts/route"

export const experimentNameSchema = z.string().trim().min(1, "A name is needed.").max(200)

/** Success is `metric >= min`; `metric` is `score` or the key of another metric of the episode. */
export const successRuleSchema = z.object({
  metric: z.string().trim().min(1).max(200),
  min: z.number(),
})

export type SuccessRule = z.infer<typeof successRuleSchema>

/** The run of a role with the highest lower bound of its success rate, so that three lucky episodes lead nowhere. */
const bestRunSchema = z.object({
  runId: idSchema,
  name: z.string(),
  modelName: z.string(),
  successRate: estimateSchema,
})

export type BestRun = z.infer<typeof bestRunSchema>

export const experimentSchema = z.object({
  id: idSchema,
  name: z.string(),
  question: z.string(),
  environment: z.string().nullable(),
  primaryMetric: z.string(),
  /** Null takes the success flag of the source. */
  successRule: successRuleSchema.nullable(),
  origin: z.enum(["measured", "published"]),
  isDemo: z.boolean(),
  /** True while success and the roll-ups follow an edited rule. */
  recomputing: z.boolean(),
  archivedAt: timestampSchema.nullable(),
  createdAt: timestampSchema,
  counts: z.object({
    runs: z.number().int(),
    tasks: z.number().int(),
    episodes: z.number().int(),
    labelled: z.number().int(),
    datasets: z.number().int(),
  }),
  best: z.object({ teacher: bestRunSchema.nullable(), student: bestRunSchema.nullable() }),
})

export type ExperimentRecord = z.infer<typeof experimentSchema>

const experimentPath = z.object({ experimentId: idSchema })

const experimentFields = z.object({
  name: experimentNameSchema,
  question: z.string().max(2000),
  environment: z.string().max(200).nullable(),
  primaryMetric: z.string().trim().min(1).max(200),
  successRule: successRuleSchema.nullable(),
})

export const listExperiments = defineRoute({
  id: "experiments.list",
  method: "GET",
  path: "/api/v1/experiments",
  summary: "List experiments, newest first",
  tag: "Experiments",
  permission: "workspace.read",
  input: pageInput.extend({
    /** Part of the name, any case. */
    name: z.string().max(200).optional(),
    archived: z.enum(["exclude", "only", "include"]).default("exclude"),
  }),
  output: pageOf(experimentSchema),
})

export const getExperiment = defineRoute({
  id: "experiments.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}",
  summary: "Get one experiment",
  tag: "Experiments",
  permission: "workspace.read",
  input: experimentPath,
  output: experimentSchema,
})

export const createExperiment = defineRoute({
  id: "experiments.create",
  method: "POST",
  path: "/api/v1/experiments",
  summary: "Create an experiment",
  tag: "Experiments",
  permission: "experiment.write",
  input: experimentFields.partial().required({ name: true }).extend({ id: idSchema.optional() }),
  output: experimentSchema,
  status: 201,
})

export const updateExperiment = defineRoute({
  id: "experiments.update",
  method: "PATCH",
  path: "/api/v1/experiments/{experimentId}",
  summary: "Rename, archive or change an experiment; a new success rule is applied by a job",
  tag: "Experiments",
  permission: "experiment.write",
  input: experimentFields.partial().extend({ experimentId: idSchema, archived: z.boolean().optional() }),
  output: experimentSchema,
})

export const deleteExperiment = defineRoute({
  id: "experiments.delete",
  method: "DELETE",
  path: "/api/v1/experiments/{experimentId}",
  summary: "Delete an experiment with everything below it",
  tag: "Experiments",
  permission: "experiment.write",
  input: experimentPath,
  output: removalSchema,
})
