import { z } from "zod"
import { defineRoute } from "@/lib/contracts/route"
import { OBJECTIVES } from "@/lib/domain/training"

export const baseModelSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Last day on which a new job is taken. */
  trainableUntil: z.iso.date().nullable(),
  /** Day on which it and every fine-tune of it is switched off. */
  retiredAt: z.iso.date().nullable(),
  note: z.string().nullable(),
  maxRowTokens: z.int().nullable(),
  /** USD for a million tokens and epoch with the settings as they are; null where no price is on record. */
  trainingPrice: z
    .object({
      lowUsdPerMTok: z.number(),
      highUsdPerMTok: z.number(),
      source: z.string(),
      sourceDate: z.iso.date(),
    })
    .nullable(),
  source: z.string().nullable(),
  sourceDate: z.iso.date().nullable(),
})

export type BaseModelRecord = z.infer<typeof baseModelSchema>

export const providerSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Where it trains: this machine, or an account reached through a connection. */
  kind: z.enum(["local", "hosted"]),
  /** Whether it needs a connection. Hosted ones that need none train on a machine of the workspace's own. */
  account: z.enum(["needed", "optional", "none"]),
  connectionKinds: z.array(z.string()),
  capabilities: z.object({
    rowWeights: z.enum(["loss", "resample"]),
    messageWeights: z.boolean(),
    preference: z.boolean(),
    tools: z.boolean(),
    lora: z.boolean(),
    cancel: z.boolean(),
    pause: z.boolean(),
    estimate: z.boolean(),
    deploys: z.boolean(),
  }),
  objectives: z.array(z.enum(OBJECTIVES)),
  baseModels: z.array(baseModelSchema),
  /** Whether others than the listed ones may be named. */
  takesOtherModels: z.boolean(),
  configSchema: z.record(z.string(), z.unknown()),
})

export type ProviderRecord = z.infer<typeof providerSchema>

export const listProviders = defineRoute({
  id: "providers.list",
  method: "GET",
  path: "/api/v1/providers",
  summary: "List what can train: capabilities, objectives, base models with their dates, settings",
  tag: "Distill",
  permission: "workspace.read",
  input: z.object({}),
  output: z.object({ items: z.array(providerSchema) }),
})
