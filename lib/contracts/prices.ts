import { z } from "zod"
import { emptySchema, idSchema } from "@/lib/contracts/list"
import { priceSchema } from "@/lib/contracts/models"
import { defineRoute } from "@/lib/contracts/route"
import { costSchema, runRoleSchema } from "@/lib/contracts/runs"

/** A price of the list: the id of a model here, or `provider/name` in the public price table. */
export const priceIdSchema = z.string().min(1).max(300)

/** A listed price and whose it is. Used for runs of other models, it is a what-if. */
const listedPriceSchema = priceSchema.omit({ id: true, createdAt: true }).extend({
  id: priceIdSchema,
  name: z.string(),
  provider: z.string(),
  /** The model of this workspace that has it; null for the public price table. */
  modelId: idSchema.nullable(),
})

export type ListedPrice = z.infer<typeof listedPriceSchema>

/** How many episodes recorded their tokens, how many have prefix sums instead, and how many have none and stay unpriced. */
const tokenCoverageSchema = z.object({ recorded: z.int(), estimated: z.int(), unknown: z.int() })

export type TokenCoverage = z.infer<typeof tokenCoverageSchema>

/** The price that costs were made from instead of those on record. */
export const whatIfSchema = z.object({ price: listedPriceSchema, tokens: tokenCoverageSchema })

export type WhatIf = z.infer<typeof whatIfSchema>

/** `student=PRICE`, `teacher=PRICE`, `baseline=PRICE` for all runs of a role, `RUN=PRICE` for one. */
export const priceChoiceSchema = z
  .string()
  .max(340)
  .transform((text, { addIssue }) => {
    const [target = "", ...rest] = text.split("=")
    const parsed = z
      .object({ target: z.union([runRoleSchema, idSchema]), priceId: priceIdSchema })
      .safeParse({ target, priceId: rest.join("=") })
    if (parsed.success) return parsed.data
    addIssue("Name a role or a run, then = and a price.")
    return z.NEVER
  })

export type PriceChoice = z.output<typeof priceChoiceSchema>

export const listPrices = defineRoute({
  id: "prices.list",
  method: "GET",
  path: "/api/v1/prices",
  summary:
    "List the prices that runs can be priced at: those of the models here, then the public price table",
  tag: "Models",
  permission: "workspace.read",
  input: emptySchema,
  output: z.object({
    items: z.array(
      listedPriceSchema.extend({
        /** Of the model, in tokens; null where the public price table does not say. */
        contextWindow: z.int().nullable(),
      }),
    ),
  }),
})

export const getWhatIfCost = defineRoute({
  id: "runs.priceAs",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/runs/{runId}/price-as",
  summary: "What the recorded tokens of a run would cost at a listed price; nothing is stored",
  tag: "Runs",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, runId: idSchema, priceId: priceIdSchema }),
  output: whatIfSchema.extend({
    cost: costSchema,
    /** USD in all by what the tokens were; null where no episode has tokens. */
    parts: z.object({ inputUsd: z.number(), cachedUsd: z.number(), outputUsd: z.number() }).nullable(),
    /** This cost over the one on record, on the episodes that have both; null without either. */
    ratio: z.number().nullable(),
  }),
})

export type WhatIfCost = NonNullable<z.infer<typeof getWhatIfCost.output>>
