import { z } from "zod"
import { NO_CUT_REASONS } from "@/lib/domain/curation/divergence"
import { PAIR_JUDGES, type PairPlan } from "@/lib/domain/curation/pair-plan"
import { WEIGHT_HEALTH } from "@/lib/domain/curation/weight-summary"
import { NO_WEIGHTING, WEIGHT_SCOPES, type Weighting } from "@/lib/domain/curation/weighting"
import { SPLITS } from "@/lib/domain/episode"

const metric = z.string().min(1).max(200).default("score")
const clip = z.number().min(1).max(1000)

/** How much each training episode counts. Defaults: the authors' clips, 20 for exp of scores and 16 for ratios. */
const schemeSchema = z.discriminatedUnion("scheme", [
  z.object({ scheme: z.literal("none") }),
  z.object({ scheme: z.literal("score"), metric }),
  z.object({
    scheme: z.literal("percentile"),
    metric,
    within: z.enum(WEIGHT_SCOPES).default("group"),
    percentiles: z.array(z.number().min(0).lt(100)).min(1).max(10).default([90, 95, 98]),
  }),
  z.object({
    scheme: z.literal("quality"),
    metric,
    temperature: z.number().min(0.01).max(100).default(1),
    clip: clip.default(20),
  }),
  z.object({
    scheme: z.literal("advantage"),
    metric,
    beta: z.number().min(0.001).max(1_000_000).default(1),
    clip: clip.default(20),
  }),
  z.object({
    scheme: z.literal("importance"),
    kappa: z.number().min(0.01).max(100).default(3),
    clip: clip.default(16),
  }),
]) satisfies z.ZodType<Weighting>

export const weightingSchema = schemeSchema.default(NO_WEIGHTING)

const planSchema = z.object({
  by: z.enum(PAIR_JUDGES).default("success"),
  /** In units of the score; of pairs by score only. */
  minGap: z.number().min(0).max(1_000_000_000).default(0.1),
  maxPerTask: z.int().min(1).max(100).default(4),
}) satisfies z.ZodType<PairPlan>

export const pairPlanSchema = planSchema.nullable().default(null)

export const weightSummarySchema = z.object({
  count: z.int(),
  effectiveSampleSize: z.number(),
  topPercentShare: z.number(),
  largest: z.number(),
  zeros: z.int(),
  histogram: z.array(z.int()),
  health: z.enum(WEIGHT_HEALTH),
})

/** The weights of a dataset, over its training side; the other sides weigh 1. */
export const datasetWeightsSchema = z.object({
  summary: weightSummarySchema,
  /** Episodes whose score or ratio is unknown. */
  unknown: z.int(),
  /** The fit that importance weights were made of. */
  fitId: z.string().nullable(),
})

export const datasetPairsSchema = z.object({
  count: z.int(),
  /** Tasks that gave any. */
  tasks: z.int(),
  bySplit: z.record(z.enum(SPLITS), z.int()),
  /** Two episodes that were tried and gave no pair, by why. */
  withoutCut: z.record(z.enum(NO_CUT_REASONS), z.int()),
  /** Pairs like one that was there already. */
  repeated: z.int(),
})
