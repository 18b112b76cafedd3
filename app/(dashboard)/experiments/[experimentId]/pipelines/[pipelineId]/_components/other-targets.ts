import type { ConnectionRecord } from "@/lib/contracts/connections"
import type { PipelineInputs } from "@/lib/contracts/pipelines"
import type { ProviderRecord } from "@/lib/contracts/providers"

export interface Target {
  label: string
  provider: string
  connectionId: string | null
  baseModel: string
}

/** Where the same dataset can be trained instead: every other account with the first model of its provider, and this machine. */
export function listTargets(
  trainers: readonly ProviderRecord[],
  connections: readonly ConnectionRecord[],
  { provider, connectionId, objective }: PipelineInputs,
): Target[] {
  return trainers
    .filter(({ objectives }) => objectives.includes(objective))
    .flatMap((trainer): Target[] => {
      const [base] = trainer.baseModels
      if (!base) return []
      if (trainer.connectionKinds.length === 0 || trainer.account === "optional") {
        const label =
          trainer.kind === "local" ? `${trainer.title}, on this machine` : `${trainer.title}, ${base.title}`
        return trainer.id === provider
          ? []
          : [{ label, provider: trainer.id, connectionId: null, baseModel: base.id }]
      }
      return connections
        .filter(({ id, kind }) => trainer.connectionKinds.includes(kind) && id !== connectionId)
        .map(({ id, name }) => ({
          label: `${trainer.title}, ${base.title} (${name})`,
          provider: trainer.id,
          connectionId: id,
          baseModel: base.id,
        }))
    })
}

/** The same rules, run, seeds and held-out tasks, so the same dataset; training settings are each provider's own. */
export function toInputsAt(
  inputs: PipelineInputs,
  { provider, connectionId, baseModel }: Target,
): PipelineInputs {
  const { connectionId: _before, ...rest } = inputs
  return { ...rest, ...(connectionId ? { connectionId } : {}), provider, baseModel, config: {} }
}
