import { z } from "zod"

/** What is left empty is the provider's choice. */
export const settingsSchema = z.object({
  method: z.enum(["supervised", "preference"]).default("supervised").meta({ title: "Method" }),
  epochs: z.int().min(1).max(20).default(1).meta({ title: "Epochs" }),
  learningRate: z.number().gt(0).max(0.1).default(1e-4).meta({ title: "Learning rate" }),
  loraRank: z.int().min(1).max(64).default(8).meta({ title: "LoRA rank" }),
  accelerator: z.string().max(100).optional().meta({ title: "Deployment accelerator" }),
})
