import { OBJECTIVES } from "@/lib/domain/training"
import type { HostedTrainer } from "@/lib/providers/provider"
import { VERTEX_MODELS } from "@/lib/providers/vertex/base-models"
import { VertexClient } from "@/lib/providers/vertex/client"
import { createVertexPolicy } from "@/lib/providers/vertex/policy"
import { settingsSchema } from "@/lib/providers/vertex/settings"

/** Supervised tuning of Gemini on Vertex AI. */
export const vertexTrainer: HostedTrainer = {
  kind: "hosted",
  id: "vertex",
  title: "Vertex AI",
  capabilities: {
    rowWeights: "resample",
    messageWeights: false,
    preference: false,
    tools: true,
    lora: true,
    cancel: true,
    pause: false,
    estimate: false,
    deploys: false,
  },
  baseModels: VERTEX_MODELS,
  takesOtherModels: false,
  account: "needed",
  connectionKinds: ["vertex"],
  configSchema: settingsSchema,
  objectives: OBJECTIVES,
  formats: { supervised: "gemini", preference: null },
  deployment: null,
  methodOf: () => "supervised",
  validate: ({ examples }) => (examples > 0 ? [] : ["The dataset is empty: loosen the recipe."]),
  // Google's prices of tuning Gemini 3 are not on record.
  trainingPrice: () => null,
  epochsOf(config) {
    const { epochs } = settingsSchema.parse(config ?? {})
    return epochs === undefined ? null : { low: epochs, high: epochs }
  },
  // A tuned endpoint bills at the rate of its base.
  servingPrice: (baseModel, lookup) => lookup(baseModel),
  connect: (access) => new VertexClient(access),
  policy: createVertexPolicy,
}
