import { z } from "zod"
import { idSchema } from "@/lib/contracts/list"
import { defineRoute } from "@/lib/contracts/route"

export const TRAINING_METHODS = ["sft", "iw-sft", "iw-sft-step", "dpo"] as const

export type TrainingMethod = (typeof TRAINING_METHODS)[number]

/** What the bundle is for: the script of TRL and PEFT, that of Tinker, or a format's file alone with how to use it. */
export const BUNDLE_TARGETS = ["trl", "tinker", "plain"] as const

export type BundleTarget = (typeof BUNDLE_TARGETS)[number]

/** What the training script reads beside the data; batch sizes and the like are edited in the bundle's config.json. */
const settingsSchema = z.object({
  target: z.enum(BUNDLE_TARGETS).default("trl"),
  /** Of `plain`: the id of a format. */
  format: z.string().max(50).default("messages"),
  /** Of `trl`. */
  method: z.enum(TRAINING_METHODS).default("sft"),
  /** A name on the Hugging Face hub, or a folder on the machine that trains. */
  baseModel: z.string().trim().min(1).max(300).default("Qwen/Qwen3-8B"),
  epochs: z.coerce.number().int().min(1).max(100).default(3),
  learningRate: z.coerce.number().gt(0).max(1).default(1e-4),
  /** 0 trains every weight. */
  loraRank: z.coerce.number().int().min(0).max(512).default(16),
  /** Longer rows are left out. */
  maxTokens: z.coerce.number().int().min(16).max(1_000_000).default(8192),
})

export const downloadBundle = defineRoute({
  id: "datasets.bundle",
  method: "GET",
  path: "/api/v1/experiments/{experimentId}/datasets/{datasetId}/bundle",
  summary:
    "Download a dataset with the script that trains on it (TRL and PEFT, or Tinker), or with how to use it",
  tag: "Datasets",
  permission: "workspace.read",
  input: z.object({ experimentId: idSchema, datasetId: idSchema, ...settingsSchema.shape }),
  output: z.unknown(),
  streams: "application/zip",
})
