import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { SPLITS } from "@/lib/domain/episode"
import { LOSSES, ROW_FIXES, ROW_UNITS, WEIGHT_USES } from "@/lib/domain/export-options"

const splitSchema = z.enum(SPLITS)

const datasetPath = z.object({ experimentId: idSchema, datasetId: idSchema })

/** How a dataset becomes a file. `rows` and `loss` take the first that the format knows unless given. */
const optionsSchema = z.object({
  format: z.string().default("openai-chat"),
  rows: z.enum(ROW_UNITS).optional(),
  loss: z.enum(LOSSES).optional(),
  /** What becomes of rows that break a rule of the format; `none` refuses the file. */
  fix: z.enum(ROW_FIXES).default("none"),
  /** Of a weighted dataset: written or drawn by (unless said), or left aside. */
  weights: z.enum(WEIGHT_USES).optional(),
  /** Longest row in tokens, besides what the format allows. */
  maxTokens: z.coerce.number().int().min(1).optional(),
})

export type ExportInput = z.output<typeof optionsSchema>

const formatSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  extension: z.string(),
  /** Preference formats take pairs of answers. */
  input: z.enum(["episodes", "pairs"]),
  /** The first is what is taken unless said; none for pairs. */
  rows: z.array(z.enum(ROW_UNITS)),
  losses: z.array(z.enum(LOSSES)),
  carries: z.object({ rowWeights: z.boolean(), masks: z.boolean(), reasoning: z.boolean() }),
})

export type ExportFormat = z.infer<typeof formatSchema>

export const listExportFormats = defineRoute({
  id: "datasets.formats",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/formats",
  summary: "List the training formats that a dataset can be exported in",
  tag: "Datasets",
  permission: "workspace.read",
  input: datasetPath,
  output: z.object({ items: z.array(formatSchema) }),
})

const fixSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("drop") }),
  /** `step` is the index of the last message that stays. */
  z.object({ kind: z.literal("truncate"), step: z.int() }),
])

/** One finding about one row of an export, or about the file; `line` counts from 1 within the split. */
const findingSchema = z.object({
  split: splitSchema,
  line: z.int().nullable(),
  episodeId: idSchema.nullable(),
  /** Index of the message in its episode. */
  step: z.int().nullable(),
  level: z.enum(["problem", "fixed", "note"]),
  message: z.string(),
  /** What would mend it, or what did. */
  fix: fixSchema.nullable(),
})

const splitCheckSchema = z.object({
  split: splitSchema,
  rows: z.int(),
  bytes: z.int(),
  tokens: z.int(),
  trainedTokens: z.int(),
  problems: z.int(),
})

const checkSchema = z.object({
  format: z.string(),
  extension: z.string(),
  rows: z.enum([...ROW_UNITS, "pair"]),
  loss: z.enum([...LOSSES, "answers"]),
  /** How the trainer has to be set for the file to mean what was chosen. */
  usage: z.string().nullable(),
  splits: z.array(splitCheckSchema),
  /** How the training side was drawn by weight, where the format has no place for weights; null where it was not. */
  resampling: z.object({ episodes: z.int(), leftOut: z.int(), repeated: z.int(), most: z.int() }).nullable(),
  problemCount: z.int(),
  /** Rows that break a rule and keep the file from being written. */
  refusedRows: z.int(),
  /** Of those (or of the rows that were mended), what each fix would do (or did). */
  fixes: z.object({ droppable: z.int(), truncatable: z.int() }),
  applied: z.object({ dropped: z.int(), truncated: z.int() }),
  /** The first 200, problems before notes; notes that many rows share are told once with their number. */
  findings: z.array(findingSchema),
})

export type ExportCheck = z.infer<typeof checkSchema>

export const checkDataset = defineRoute({
  id: "datasets.check",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/check",
  summary: "Validate an export without writing it: rows, tokens, problems, fixes and what was trimmed",
  tag: "Datasets",
  permission: "workspace.read",
  input: z.object({ ...datasetPath.shape, ...optionsSchema.shape }),
  output: checkSchema,
})

export const sampleDataset = defineRoute({
  id: "datasets.sample",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/sample",
  summary: "Show the first rows of an export as they would be written",
  tag: "Datasets",
  permission: "workspace.read",
  input: z.object({
    ...datasetPath.shape,
    ...optionsSchema.shape,
    split: splitSchema.default("train"),
    limit: z.coerce.number().int().min(1).max(20).default(3),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        episodeId: idSchema,
        tokens: z.int(),
        trainedTokens: z.int(),
        row: z.record(z.string(), z.unknown()),
      }),
    ),
  }),
})

export const exportDataset = defineRoute({
  id: "datasets.export",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/export",
  summary:
    "Download one split of a dataset in a training format; refused while rows break its rules and no fix is chosen",
  tag: "Datasets",
  permission: "workspace.read",
  input: z.object({ ...datasetPath.shape, ...optionsSchema.shape, split: splitSchema.default("train") }),
  output: z.unknown(),
  streams: "application/octet-stream",
})
