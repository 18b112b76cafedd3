import { z } from "zod"
import type { ProviderRecord } from "@/lib/contracts/providers"
import type { BaseModel, Trainer } from "@/lib/providers/provider"

function presentBaseModel(model: BaseModel): ProviderRecord["baseModels"][number] {
  const { id, title } = model
  return {
    id,
    title,
    trainableUntil: model.trainableUntil ?? null,
    retiredAt: model.retiredAt ?? null,
    note: model.note ?? null,
    maxRowTokens: model.maxRowTokens ?? null,
    source: model.source ?? null,
    sourceDate: model.sourceDate ?? null,
  }
}

/** A trainer without anything of an account: what it can do, and the form of its settings. */
export function presentTrainer(trainer: Trainer): ProviderRecord {
  const { id, title, kind, capabilities, objectives, baseModels, configSchema } = trainer
  const isHosted = trainer.kind === "hosted"
  return {
    id,
    title,
    kind,
    account: isHosted ? trainer.account : "none",
    connectionKinds: isHosted ? [...trainer.connectionKinds] : [],
    capabilities,
    objectives: [...objectives],
    baseModels: baseModels.map(presentBaseModel),
    takesOtherModels: isHosted && trainer.takesOtherModels,
    configSchema: z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }) as Record<
      string,
      unknown
    >,
  }
}
