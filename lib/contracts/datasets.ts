import { z } from "zod"
import { heldOutChoiceSchema } from "@/lib/contracts/environments"
import { certificateSchema, LEAK_POLICIES } from "@/lib/contracts/leaks"
import { emptySchema, idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import {
  editCountsSchema,
  excludedSchema,
  funnelSchema,
  manifestSchema,
  sideCountsSchema,
  splitPlanSchema,
  splitSharesSchema,
} from "@/lib/contracts/manifest"
import { recipeNameSchema, rulesSchema } from "@/lib/contracts/recipes"
import { defineRoute } from "@/lib/contracts/route"
import { pendingScansSchema } from "@/lib/contracts/scans"
import {
  datasetPairsSchema,
  datasetWeightsSchema,
  pairPlanSchema,
  weightingSchema,
} from "@/lib/contracts/weighting"
import { SPLITS } from "@/lib/domain/episode"

const splitSchema = z.enum(SPLITS)

export const datasetSchema = z.object({
  experimentId: idSchema,
  id: idSchema,
  name: z.string(),
  episodeCount: z.int(),
  taskCount: z.int(),
  tokenCount: z.int(),
  hash: z.string(),
  manifest: manifestSchema,
  createdAt: timestampSchema,
})

export type DatasetRecord = z.infer<typeof datasetSchema>

const datasetPath = z.object({ experimentId: idSchema, datasetId: idSchema })

export const listDatasets = defineRoute({
  id: "datasets.list",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets",
  summary: "List datasets, newest first",
  tag: "Datasets",
  permission: "workspace.read",
  input: pageInput.extend({ experimentId: idSchema, name: z.string().max(200).optional() }),
  output: pageOf(datasetSchema),
})

export const getDataset = defineRoute({
  id: "datasets.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}",
  summary: "Get a dataset with its manifest",
  tag: "Datasets",
  permission: "workspace.read",
  input: datasetPath,
  output: datasetSchema,
})

/** What a dataset is made of and how its tasks are dealt out. */
export const planInput = z.object({
  experimentId: idSchema,
  runIds: z.array(idSchema).min(1, "Choose at least one run.").max(1000),
  rules: rulesSchema,
  weighting: weightingSchema,
  /** Frozen beside the episodes for preference formats; null for none. */
  pairs: pairPlanSchema,
  shares: splitSharesSchema.default({ train: 0.8, validation: 0.2, test: 0 }),
  seed: z.int().min(0).max(4_294_967_295).default(7),
  splitBy: splitPlanSchema.shape.by.default("task"),
  stratify: splitPlanSchema.shape.stratify.default("group"),
  leaks: z.enum(LEAK_POLICIES).default("report"),
  /** Tasks that are held out besides those that the experiment knows of: played or not, none is trained on. */
  heldOut: heldOutChoiceSchema.nullable().default(null),
})

export const planDataset = defineRoute({
  id: "datasets.plan",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/datasets/plan",
  summary: "What a dataset would hold and whether it leaks, before it is made",
  tag: "Datasets",
  permission: "workspace.read",
  input: planInput,
  output: z.object({
    counts: z.object({ episodes: z.int(), tasks: z.int(), bySplit: sideCountsSchema }),
    funnel: funnelSchema,
    excluded: excludedSchema,
    certificate: certificateSchema,
    /** Training episodes that take part in a leak: what `leaks: "drop"` leaves out. */
    leakingEpisodes: z.int(),
    /** Null without a weighting, and while the ratios of importance weights are not measured. */
    weights: datasetWeightsSchema.nullable(),
    /** Of importance weights: which measurement they need, and whether anybody asked for it yet. */
    fit: z.object({ id: z.string(), started: z.boolean() }).nullable(),
    pairs: datasetPairsSchema.nullable(),
    edits: editCountsSchema.nullable(),
    /** Rules that need a scan first: nothing can be made before. */
    pending: pendingScansSchema,
    hash: z.string(),
    /** A dataset of this experiment that holds exactly this. */
    existing: z.object({ id: idSchema, name: z.string() }).nullable(),
  }),
})

export type DatasetPlan = z.infer<(typeof planDataset)["output"]>

export const createDataset = defineRoute({
  id: "datasets.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/datasets",
  summary: "Freeze what a recipe keeps into a dataset, split by task",
  tag: "Datasets",
  permission: "dataset.write",
  input: planInput.extend({
    id: idSchema.optional(),
    name: z.string().trim().min(1, "A name is needed.").max(200),
    recipeName: recipeNameSchema.optional(),
  }),
  output: datasetSchema,
  status: 201,
})

export const deleteDataset = defineRoute({
  id: "datasets.delete",
  method: "DELETE",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}",
  summary: "Delete a dataset; its episodes stay",
  tag: "Datasets",
  permission: "dataset.write",
  input: datasetPath,
  output: emptySchema,
})

export const listDatasetMembers = defineRoute({
  id: "datasets.members",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/members",
  summary: "List the episodes of a dataset in their order",
  tag: "Datasets",
  permission: "workspace.read",
  input: pageInput.extend({ ...datasetPath.shape, split: splitSchema.optional() }),
  output: pageOf(
    z.object({
      position: z.int(),
      episodeId: idSchema,
      split: splitSchema,
      weight: z.number(),
      taskKey: z.string(),
      taskTitle: z.string().nullable(),
      runName: z.string(),
      /** The episode was deleted; the dataset keeps its content. */
      gone: z.boolean(),
      score: z.number().nullable(),
      stepCount: z.int(),
      contentTokens: z.int(),
    }),
  ),
})
