import { z } from "zod"

export const ADAPTER_SIZES = ["1", "2", "4", "8", "16"] as const

/** What is left empty is the provider's choice. */
export const settingsSchema = z.object({
  epochs: z.int().min(1).max(100).optional().meta({ title: "Epochs" }),
  learningRateMultiplier: z.number().gt(0).max(10).optional().meta({ title: "Learning rate multiplier" }),
  adapterSize: z.enum(ADAPTER_SIZES).default("4").meta({ title: "Adapter size" }),
})

/** Of the connection. */
export const accountSchema = z.object({
  project: z.string().min(1),
  location: z.string().min(1),
  bucket: z.string().min(1),
  storageUrl: z.url().default("https://storage.googleapis.com"),
})

export type VertexAccount = z.infer<typeof accountSchema>
