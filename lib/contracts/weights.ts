import { z } from "zod"
import { planInput } from "@/lib/contracts/datasets"
import { idSchema, timestampSchema } from "@/lib/contracts/list"
import { rulesSchema } from "@/lib/contracts/recipes"
import { defineRoute } from "@/lib/contracts/route"
import { pairPlanSchema, weightingSchema, weightSummarySchema } from "@/lib/contracts/weighting"

export const weighCuration = defineRoute({
  id: "curation.weigh",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/curation/weights",
  summary:
    "How evenly a weighting spreads over what a recipe keeps, and how many preference pairs it can give",
  tag: "Curation",
  permission: "workspace.read",
  input: z.object({
    experimentId: idSchema,
    /** All runs of the experiment when empty. */
    runIds: z.array(idSchema).max(1000).default([]),
    rules: rulesSchema,
    weighting: weightingSchema,
    pairs: pairPlanSchema,
  }),
  output: z.object({
    /** Over all kept episodes; a dataset weighs its training side. Null for importance weights, which need a fit. */
    weights: z.object({ summary: weightSummarySchema, unknown: z.int() }).nullable(),
    /** Fewer where two episodes do not part at a reply. */
    pairs: z.object({ tasks: z.int(), atMost: z.int() }).nullable(),
  }),
})

export const FIT_STATUSES = ["queued", "running", "done", "failed"] as const

export const importanceFitSchema = z.object({
  experimentId: idSchema,
  /** Follows from the training episodes, the episodes they were chosen from, and the seed. */
  id: z.string(),
  status: z.enum(FIT_STATUSES),
  /** 0..1 */
  progress: z.number(),
  stage: z.string(),
  error: z.string().nullable(),
  createdAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
})

export type ImportanceFitRecord = z.infer<typeof importanceFitSchema>

export const startImportanceFit = defineRoute({
  id: "importance.start",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/importance-fits",
  summary: "Measure the log-ratios that importance weights of this dataset are made of, or find them",
  tag: "Curation",
  permission: "dataset.write",
  input: planInput,
  output: importanceFitSchema,
  status: 202,
})

export const getImportanceFit = defineRoute({
  id: "importance.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/importance-fits/{fitId}",
  summary: "Get the progress of a measurement of log-ratios",
  tag: "Curation",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, fitId: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: importanceFitSchema,
})
