import { z } from "zod"
import type { ProviderRecord } from "@/lib/contracts/providers"
import type { BaseModel, Trainer } from "@/lib/providers/provider"

function presentPrice(trainer: Trainer, baseModel: string) {
  const price = trainer.kind === "hosted" ? trainer.trainingPrice?.({ baseModel, config: {} }) : null
  if (!price) return null
  const { lowUsdPerMTok, highUsdPerMTok, source, sourceDate } = price
  return { lowUsdPerMTok, highUsdPerMTok, source, sourceDate }
}

function presentBaseModel(trainer: Trainer, model: BaseModel): ProviderRecord["baseModels"][number] {
  const { id, title } = model
  return {
    id,
    title,
    trainableUntil: model.trainableUntil ?? null,
    retiredAt: model.retiredAt ?? null,
    note: model.note ?? null,
    maxRowTokens: model.maxRowTokens ?? null,
    trainingPrice: presentPrice(trainer, id),
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
    baseModels: baseModels.map((model) => presentBaseModel(trainer, model)),
    takesOtherModels: isHosted && trainer.takesOtherModels,
    configSchema: z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }) as Record<
      string,
      unknown
    >,
  }
}
