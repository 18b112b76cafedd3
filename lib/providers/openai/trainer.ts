import { OBJECTIVES } from "@/lib/domain/training"
import { OPENAI_MODELS } from "@/lib/providers/openai/base-models"
import { OpenAiClient } from "@/lib/providers/openai/client"
import { defaultEpochs, openaiPrice, openaiServingPrice } from "@/lib/providers/openai/prices"
import { hyperSchema } from "@/lib/providers/openai/settings"
import type { HostedTrainer } from "@/lib/providers/provider"

/** OpenAI's fine-tuning API, supervised and by preferences. */
export const openaiTrainer: HostedTrainer = {
  kind: "hosted",
  id: "openai",
  title: "OpenAI",
  capabilities: {
    rowWeights: "resample",
    messageWeights: true,
    preference: true,
    tools: true,
    lora: false,
    cancel: true,
    pause: true,
    estimate: false,
    deploys: false,
  },
  baseModels: OPENAI_MODELS,
  takesOtherModels: false,
  account: "needed",
  connectionKinds: ["openai", "openai-compatible"],
  configSchema: hyperSchema,
  objectives: OBJECTIVES,
  formats: { supervised: "openai-chat", preference: "openai-dpo" },
  deployment: null,
  methodOf: (config) => hyperSchema.safeParse(config ?? {}).data?.method ?? "supervised",
  validate: ({ examples }) => (examples > 0 ? [] : ["The dataset is empty: loosen the recipe."]),
  trainingPrice: openaiPrice,
  // Its trained tokens are those of all epochs.
  billOf(trainedTokens, job) {
    const price = openaiPrice(job)
    return price && (trainedTokens / 1e6) * price.highUsdPerMTok
  },
  epochsOf(config, rowCount) {
    const epochs = hyperSchema.parse(config ?? {}).epochs ?? defaultEpochs(rowCount)
    return { low: epochs, high: epochs }
  },
  servingPrice: openaiServingPrice,
  connect: (access) => new OpenAiClient(access),
}

/** Any server that offers OpenAI's fine-tuning API under its own address. */
export const openaiCompatibleTrainer: HostedTrainer = {
  ...openaiTrainer,
  id: "openai-compatible",
  title: "OpenAI-compatible server",
  baseModels: [],
  takesOtherModels: true,
  connectionKinds: ["openai-compatible"],
  capabilities: { ...openaiTrainer.capabilities, pause: false },
  trainingPrice: () => null,
  epochsOf(config) {
    const { epochs } = hyperSchema.parse(config ?? {})
    return epochs === undefined ? null : { low: epochs, high: epochs }
  },
  servingPrice: () => null,
}
