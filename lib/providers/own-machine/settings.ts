import { z } from "zod"
import { TRAINING_METHODS } from "@/lib/contracts/bundles"

/** What is asked for on the form; train.py reads it as `config.json`. */
export const settingsSchema = z.object({
  method: z.enum(TRAINING_METHODS).default("sft").meta({
    title: "Method",
    description:
      "sft; iw-sft weighs each row by how far the student has moved from its start, iw-sft-step each token; dpo learns from pairs.",
  }),
  epochs: z.int().min(1).max(100).default(3).meta({ title: "Epochs" }),
  learningRate: z.number().gt(0).max(1).default(1e-4).meta({ title: "Learning rate" }),
  loraRank: z.int().min(0).max(512).default(16).meta({ title: "LoRA rank (0 trains every weight)" }),
  batchSize: z.int().min(1).max(256).default(1).meta({ title: "Rows at once" }),
  gradientAccumulation: z.int().min(1).max(1024).default(8).meta({ title: "Batches for each step" }),
  maxTokens: z.int().min(16).max(1_000_000).default(8192).meta({ title: "Longest row in tokens" }),
  reference: z.enum(["frozen", "precomputed"]).default("frozen").meta({
    title: "Reference of importance weights",
    description:
      "Log-probabilities of the starting weights: from a frozen copy, or computed once before training.",
  }),
  temperature: z.number().gt(0).max(100).default(1).meta({ title: "Sharpness of importance weights" }),
  beta: z.number().gt(0).max(2).default(0.1).meta({ title: "Beta of preferences" }),
  maxOutputTokens: z.int().min(1).max(100_000).default(1024).meta({ title: "Longest answer in tokens" }),
})

export type OwnMachineSettings = z.output<typeof settingsSchema>

/** Of a run that is taken elsewhere. */
export const remoteSettingsSchema = settingsSchema.extend({
  servedAs: z.string().trim().min(1).max(200).default("student").meta({
    title: "Name of the model at the account",
    description: "Only where the result is served by an account: what its server calls it.",
  }),
})

export type RemoteSettings = z.output<typeof remoteSettingsSchema>

interface ScriptSetting {
  baseModel: string
  seed: number
  settings: OwnMachineSettings
}

/** `config.json` of a run folder: what train.py and serve.py read, in their own words. */
export function toScriptConfig({ baseModel, seed, settings }: ScriptSetting) {
  const { loraRank, ...kept } = settingsSchema.parse(settings)
  return {
    baseModel,
    ...kept,
    lora: loraRank === 0 ? null : { rank: loraRank, alpha: 2 * loraRank },
    warmupSteps: 10,
    logEvery: 5,
    saveEvery: 50,
    seed: seed & 0x7fffffff,
  }
}
