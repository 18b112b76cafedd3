import { OBJECTIVES } from "@/lib/domain/training"
import { FIREWORKS_MODELS } from "@/lib/providers/fireworks/base-models"
import { FireworksClient } from "@/lib/providers/fireworks/client"
import { settingsSchema } from "@/lib/providers/fireworks/settings"
import { fireworksPrice } from "@/lib/providers/fireworks/training-price"
import type { HostedTrainer } from "@/lib/providers/provider"

/** Fireworks' fine-tuning of open models, served by an on-demand deployment. */
export const fireworksTrainer: HostedTrainer = {
  kind: "hosted",
  id: "fireworks",
  title: "Fireworks",
  capabilities: {
    rowWeights: "loss",
    messageWeights: true,
    preference: true,
    tools: true,
    lora: true,
    cancel: true,
    pause: false,
    estimate: false,
    deploys: true,
  },
  baseModels: FIREWORKS_MODELS,
  takesOtherModels: true,
  account: "needed",
  connectionKinds: ["fireworks"],
  configSchema: settingsSchema,
  objectives: OBJECTIVES,
  formats: { supervised: "fireworks", preference: "fireworks-dpo" },
  deployment: {
    hourlyMicro: 8_000_000,
    priceSource: "fireworks.ai/pricing, one H100 or H200",
    priceDate: "2026-10-07",
  },
  methodOf: (config) => settingsSchema.safeParse(config ?? {}).data?.method ?? "supervised",
  validate: ({ examples }) => (examples > 0 ? [] : ["The dataset is empty: loosen the recipe."]),
  trainingPrice: fireworksPrice,
  epochsOf(config) {
    const { epochs } = settingsSchema.parse(config ?? {})
    return { low: epochs, high: epochs }
  },
  servingPrice: () => null,
  connect: (access) => new FireworksClient(access),
}
