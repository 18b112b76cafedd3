import { z } from "zod"

/** Everything left empty is the provider's choice. */
export const hyperSchema = z.object({
  method: z.enum(["supervised", "preference"]).default("supervised").meta({ title: "Method" }),
  epochs: z.int().min(1).max(50).optional().meta({ title: "Epochs" }),
  batchSize: z.int().min(1).max(256).optional().meta({ title: "Batch size" }),
  learningRateMultiplier: z.number().gt(0).max(10).optional().meta({ title: "Learning rate multiplier" }),
  beta: z.number().gt(0).max(2).optional().meta({ title: "Beta of preferences" }),
})
