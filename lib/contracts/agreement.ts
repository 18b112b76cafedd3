import { z } from "zod"
import { estimateSchema, idSchema, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

/** Counts by two verdicts: rows and columns bad, unsure, good. */
export const confusionSchema = z.array(z.array(z.int()))

export const agreementSchema = z.object({
  /** Standing verdicts of people on whole episodes, the people, and the episodes that several judged. */
  ratings: z.int(),
  people: z.int(),
  episodes: z.int(),
  alpha: z.object({ nominal: estimateSchema, ordinal: estimateSchema }),
  /** Over the episodes with exactly so many ratings. */
  fleiss: z.object({ kappa: estimateSchema, ratings: z.int() }).nullable(),
  /** Two people each, most in common first. */
  pairs: z.array(
    z.object({
      leftId: idSchema,
      rightId: idSchema,
      left: z.string(),
      right: z.string(),
      kappa: estimateSchema,
      confusion: confusionSchema,
    }),
  ),
  /** Current verdicts of people (rows) against those of every judge (columns) with an episode in common, most first. */
  judges: z.array(
    z.object({
      judgeId: idSchema,
      name: z.string(),
      modelName: z.string(),
      allowed: z.boolean(),
      kappa: estimateSchema,
      confusion: confusionSchema,
    }),
  ),
  score: z.object({
    /** By current human verdict bad, unsure, good: episodes, successes among those that say, mean score. */
    verdicts: z.array(
      z.object({
        episodes: z.int(),
        judged: z.int(),
        successes: z.int(),
        meanScore: z.number().nullable(),
      }),
    ),
    /** The chance that a good episode scores higher than a bad one. */
    ranking: estimateSchema,
  }),
  /** Periods of equally many episodes, oldest first. */
  periods: z.array(
    z.object({ from: timestampSchema, to: timestampSchema, alpha: estimateSchema, goodRate: z.number() }),
  ),
})

export type AgreementReport = z.infer<typeof agreementSchema>

export const getAgreement = defineRoute({
  id: "agreement.get",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/agreement",
  summary: "How far people agree with each other, with judges and with the score",
  tag: "Labels",
  permission: "workspace.read",
  input: z.object({
    experimentId: idSchema,
    /** Only the episodes of a review queue, its check items left out. */
    queueId: idSchema.optional(),
  }),
  output: agreementSchema,
})
