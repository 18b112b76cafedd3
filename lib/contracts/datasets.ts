import { z } from "zod"
import { emptySchema, idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { recipeNameSchema, rulesSchema } from "@/lib/contracts/recipes"
import { defineRoute } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"

const splitSchema = z.enum(SPLITS)

/** Shares of the tasks, together 1. A task is on one side only. */
export const splitSharesSchema = z
  .object({
    train: z.number().min(0).max(1),
    validation: z.number().min(0).max(1),
    test: z.number().min(0).max(1),
  })
  .refine((shares) => Math.abs(shares.train + shares.validation + shares.test - 1) < 1e-6, {
    message: "The shares of train, validation and test must add up to 1.",
  })

/** What makes a dataset reproducible; stored with it and downloadable. */
export const manifestSchema = z.object({
  formatVersion: z.literal(1),
  product: z.string(),
  recipe: z.object({ id: idSchema, name: z.string(), version: z.int(), rules: rulesSchema }),
  runs: z.array(
    z.object({
      id: idSchema,
      name: z.string(),
      model: z.string(),
      role: z.string(),
      episodes: z.int(),
      kept: z.int(),
    }),
  ),
  split: z.object({ by: z.literal("task"), seed: z.int(), shares: splitSharesSchema }),
  counts: z.object({
    episodes: z.int(),
    tasks: z.int(),
    contentTokens: z.int(),
    assistantTokens: z.int(),
    bySplit: z.record(splitSchema, z.object({ episodes: z.int(), tasks: z.int() })),
  }),
  funnel: z.array(z.object({ rule: z.int(), before: z.int(), kept: z.int(), dropped: z.int() })),
  /** Human labels that stood when it was made. */
  labels: z.object({ good: z.int(), bad: z.int(), unsure: z.int(), hash: z.string() }),
  /** SHA-256 over members in order: id, content hash, split, weight. */
  hash: z.string(),
  createdAt: timestampSchema,
})

export type DatasetManifest = z.infer<typeof manifestSchema>

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

export const createDataset = defineRoute({
  id: "datasets.create",
  method: "POST",
  path: "/api/v1/experiments/{experimentId}/datasets",
  summary: "Freeze what a recipe keeps into a dataset, split by task",
  tag: "Datasets",
  permission: "dataset.write",
  input: z.object({
    experimentId: idSchema,
    id: idSchema.optional(),
    name: z.string().trim().min(1, "A name is needed.").max(200),
    recipeName: recipeNameSchema.optional(),
    runIds: z.array(idSchema).min(1, "Choose at least one run.").max(1000),
    rules: rulesSchema,
    shares: splitSharesSchema.default({ train: 0.8, validation: 0.2, test: 0 }),
    seed: z.int().min(0).max(4_294_967_295).default(7),
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
      score: z.number().nullable(),
      stepCount: z.int(),
      contentTokens: z.int(),
    }),
  ),
})

/** One finding about one row of an export, or about the file; `line` counts from 1 within the split. */
const findingSchema = z.object({
  split: splitSchema,
  line: z.int().nullable(),
  episodeId: idSchema.nullable(),
  level: z.enum(["problem", "note"]),
  message: z.string(),
})

export const checkSchema = z.object({
  format: z.string(),
  splits: z.array(z.object({ split: splitSchema, rows: z.int(), bytes: z.int(), problems: z.int() })),
  problemCount: z.int(),
  /** The first 200, problems before notes; notes that many rows share are told once with their number. */
  findings: z.array(findingSchema),
})

export type ExportCheck = z.infer<typeof checkSchema>

export const checkDataset = defineRoute({
  id: "datasets.check",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/check",
  summary: "Validate an export without writing it: rows, problems and what was trimmed",
  tag: "Datasets",
  permission: "workspace.read",
  input: z.object({ ...datasetPath.shape, format: z.string().default("openai-chat") }),
  output: checkSchema,
})

export const exportDataset = defineRoute({
  id: "datasets.export",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/export",
  summary: "Download one split of a dataset in a training format",
  tag: "Datasets",
  permission: "workspace.read",
  input: z.object({
    ...datasetPath.shape,
    format: z.string().default("openai-chat"),
    split: splitSchema.default("train"),
  }),
  output: z.unknown(),
  streams: "application/jsonl",
})
