import { z } from "zod"

/** Hardware is named as the provider's list of it does; everything left empty is the provider's choice. */
export const settingsSchema = z.object({
  method: z.enum(["supervised", "preference"]).default("supervised").meta({ title: "Method" }),
  training: z.enum(["LoRA", "full"]).default("LoRA").meta({ title: "What is trained" }),
  epochs: z.int().min(1).max(20).default(3).meta({ title: "Epochs" }),
  learningRate: z.number().gt(0).max(0.1).default(1e-5).meta({ title: "Learning rate" }),
  loraRank: z.int().min(1).max(64).default(64).meta({ title: "LoRA rank" }),
  dpoBeta: z.number().gt(0).max(2).optional().meta({ title: "Beta of preferences" }),
  hardware: z.string().max(100).default("1x_nvidia_h100_80gb_sxm").meta({ title: "Endpoint hardware" }),
})

export type TogetherSettings = z.infer<typeof settingsSchema>
