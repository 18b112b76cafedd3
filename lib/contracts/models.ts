import { z } from "zod"
import { emptySchema, idSchema, pageInput, pageOf, timestampSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"
import { runRoleSchema } from "@/lib/contracts/runs"

const usdPerMTok = z.number().min(0).max(1_000_000)

const priceFields = z.object({
  inputUsdPerMTok: usdPerMTok,
  cachedUsdPerMTok: usdPerMTok.nullable().default(null),
  outputUsdPerMTok: usdPerMTok,
  /** A what-if price: nobody bills it, and costs made from it say so. */
  notional: z.boolean().default(false),
  source: z.string().trim().min(1, "Say where the price is from.").max(500),
  sourceDate: z.iso.date(),
})

export const priceSchema = priceFields.extend({ id: idSchema, createdAt: timestampSchema })

export type PriceRecord = z.infer<typeof priceSchema>

export const modelSchema = z.object({
  id: idSchema,
  name: z.string(),
  provider: z.string(),
  baseModel: z.string().nullable(),
  config: z.record(z.string(), z.unknown()),
  connectionId: idSchema.nullable(),
  sunsetAt: z.iso.date().nullable(),
  note: z.string().nullable(),
  createdAt: timestampSchema,
  price: priceSchema.nullable(),
  runCount: z.number().int(),
  episodeCount: z.number().int(),
  /** The fine-tune that made it. */
  trainedBy: z
    .object({
      experimentId: idSchema,
      fineTuneId: idSchema,
      provider: z.string(),
      baseModel: z.string(),
      datasetId: idSchema,
      datasetName: z.string(),
    })
    .nullable(),
})

export type ModelRecord = z.infer<typeof modelSchema>

export const modelDetailSchema = modelSchema.extend({
  /** Newest first. */
  prices: z.array(priceSchema),
  runs: z.array(
    z.object({
      experimentId: idSchema,
      experimentName: z.string(),
      runId: idSchema,
      name: z.string(),
      role: runRoleSchema,
      episodeCount: z.number().int(),
      createdAt: timestampSchema,
    }),
  ),
})

const modelPath = z.object({ modelId: idSchema })

const modelFields = z.object({
  name: z.string().trim().min(1, "A name is needed.").max(200),
  provider: z.string().trim().min(1).max(100),
  baseModel: z.string().trim().max(200).nullable(),
  config: z.record(z.string(), z.unknown()),
  connectionId: idSchema.nullable(),
  sunsetAt: z.iso.date().nullable(),
  note: z.string().max(5000).nullable(),
})

export const listModels = defineRoute({
  id: "models.list",
  method: "GET",
  path: "/api/v1/models",
  summary: "List models by name with their current price",
  tag: "Models",
  permission: "workspace.read",
  input: pageInput.extend({ name: z.string().max(200).optional() }),
  output: pageOf(modelSchema),
})

export const getModel = defineRoute({
  id: "models.get",
  method: "GET",
  path: "/api/v1/models/{modelId}",
  summary: "Get a model with its prices, runs and lineage",
  tag: "Models",
  permission: "workspace.read",
  input: modelPath,
  output: modelDetailSchema,
})

export const createModel = defineRoute({
  id: "models.create",
  method: "POST",
  path: "/api/v1/models",
  summary: "Create a model; its price is looked up in the public price table when the name is known there",
  tag: "Models",
  permission: "model.write",
  input: modelFields.partial().required({ name: true }),
  output: modelDetailSchema,
  status: 201,
})

export const updateModel = defineRoute({
  id: "models.update",
  method: "PATCH",
  path: "/api/v1/models/{modelId}",
  summary: "Change a model",
  tag: "Models",
  permission: "model.write",
  input: modelFields.partial().extend({ modelId: idSchema }),
  output: modelDetailSchema,
})

export const createPrice = defineRoute({
  id: "models.createPrice",
  method: "POST",
  path: "/api/v1/models/{modelId}/prices",
  summary: "Add a price; it becomes the current one, and costs that were not reported follow by a job",
  tag: "Models",
  permission: "model.write",
  input: priceFields.extend({ modelId: idSchema }),
  output: modelDetailSchema,
  status: 201,
})

export const deletePrice = defineRoute({
  id: "models.deletePrice",
  method: "DELETE",
  path: "/api/v1/models/{modelId}/prices/{priceId}",
  summary: "Remove a price; the one before it becomes current",
  tag: "Models",
  permission: "model.write",
  input: modelPath.extend({ priceId: idSchema }),
  output: emptySchema,
})
