import { z } from "zod"
import { heldOutChoiceSchema } from "@/lib/contracts/environments"
import { certificateSchema, LEAK_POLICIES } from "@/lib/contracts/leaks"
import { idSchema, timestampSchema } from "@/lib/contracts/list"
import { rulesSchema } from "@/lib/contracts/recipes"
import {
  datasetPairsSchema,
  datasetWeightsSchema,
  pairPlanSchema,
  weightingSchema,
} from "@/lib/contracts/weighting"
import { SPLIT_UNITS, STRATA } from "@/lib/domain/curation/split-tasks"
import { SPLITS } from "@/lib/domain/episode"

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

/** How tasks are dealt out to the sides. */
export const splitPlanSchema = z.object({
  /** What is never parted: a task, or a group (template) of tasks. */
  by: z.enum(SPLIT_UNITS),
  /** What every side gets its share of. */
  stratify: z.enum(STRATA),
  seed: z.int(),
  shares: splitSharesSchema,
})

const countsSchema = z.object({ episodes: z.int(), tasks: z.int() })

export const sideCountsSchema = z.record(z.enum(SPLITS), countsSchema)

/** Kept by the rules and left out all the same. */
export const excludedSchema = z.object({
  /** Tasks of the experiment's validation and test splits, and all that an evaluation held out. */
  heldOut: countsSchema,
  /** Training episodes that gave away what is across the line. */
  leaking: countsSchema,
})

export const funnelSchema = z.array(
  z.object({ rule: z.int(), before: z.int(), kept: z.int(), dropped: z.int() }),
)

/** What makes a dataset reproducible; stored with it and downloadable. docs/datasets.md explains every field. */
export const editCountsSchema = z.object({
  maskedSteps: z.int(),
  maskedEpisodes: z.int(),
  correctedEpisodes: z.int(),
})

export const manifestSchema = z.object({
  formatVersion: z.literal(2),
  product: z.string(),
  /** Of Node (null: not known), of the code that selects and of the code that audits. */
  versions: z.object({ node: z.string().nullable(), selection: z.int(), audit: z.int() }),
  recipe: z.object({
    id: idSchema,
    name: z.string(),
    version: z.int(),
    /** SHA-256 of the rules, with weighting and pairs where there are any, as canonical JSON; null in datasets of before it was kept. */
    hash: z.string().nullable(),
    rules: rulesSchema,
    weighting: weightingSchema,
    pairs: pairPlanSchema,
  }),
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
  /** Whose outputs it holds, and what that asks of whoever trains on them. */
  teachers: z.array(z.object({ model: z.string(), provider: z.string(), terms: z.string() })),
  split: splitPlanSchema,
  leaks: z.enum(LEAK_POLICIES),
  /** Tasks held out besides those that the experiment knows of. */
  heldOut: heldOutChoiceSchema.nullable(),
  counts: countsSchema.extend({
    contentTokens: z.int(),
    assistantTokens: z.int(),
    bySplit: sideCountsSchema,
  }),
  funnel: funnelSchema,
  excluded: excludedSchema,
  /** Null where every episode weighs 1. */
  weights: datasetWeightsSchema.nullable().default(null),
  /** Null where none were asked for. */
  pairs: datasetPairsSchema.nullable().default(null),
  /** How many members are taught with masked replies or corrected; null where no rule asks for that. */
  edits: editCountsSchema.nullable().default(null),
  /** The verdicts that stood when it was made; the hash is over all of them. */
  labels: z.object({ good: z.int(), bad: z.int(), unsure: z.int(), hash: z.string() }),
  certificate: certificateSchema,
  /** SHA-256 over members in order (id, content hash, split, weight, edits), then over its pairs. */
  hash: z.string(),
  createdAt: timestampSchema,
})

export type DatasetManifest = z.infer<typeof manifestSchema>
