import { OBJECTIVES } from "@/lib/domain/training"
import type { HostedTrainer } from "@/lib/providers/provider"
import { TOGETHER_MODELS } from "@/lib/providers/together/base-models"
import { TogetherClient } from "@/lib/providers/together/client"
import { settingsSchema } from "@/lib/providers/together/settings"
import { togetherPrice } from "@/lib/providers/together/training-price"

/** Together's fine-tuning of open models, served by a dedicated endpoint. */
export const togetherTrainer: HostedTrainer = {
  kind: "hosted",
  id: "together",
  title: "Together",
  capabilities: {
    rowWeights: "loss",
    messageWeights: true,
    preference: true,
    tools: true,
    lora: true,
    cancel: true,
    pause: false,
    estimate: true,
    deploys: true,
  },
  baseModels: TOGETHER_MODELS,
  takesOtherModels: true,
  account: "needed",
  connectionKinds: ["together"],
  configSchema: settingsSchema,
  objectives: OBJECTIVES,
  formats: { supervised: "together", preference: "together-dpo" },
  // One H100; other hardware costs up to 9.95 an hour.
  deployment: {
    hourlyMicro: 3_990_000,
    priceSource: "together.ai/pricing, 1x H100",
    priceDate: "2026-05-08",
  },
  methodOf: (config) => settingsSchema.safeParse(config ?? {}).data?.method ?? "supervised",
  validate: ({ examples }) => (examples > 0 ? [] : ["The dataset is empty: loosen the recipe."]),
  trainingPrice: togetherPrice,
  epochsOf(config) {
    const { epochs } = settingsSchema.parse(config ?? {})
    return { low: epochs, high: epochs }
  },
  servingPrice: () => null,
  connect: (access) => new TogetherClient(access),
}
