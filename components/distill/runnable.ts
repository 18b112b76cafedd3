import type { listPlugins } from "@/lib/contracts/environments"
import { type EnvironmentChoice, environmentChoiceSchema } from "@/lib/contracts/environments"
import type { ModelRecord } from "@/lib/contracts/models"
import type { RouteOutput } from "@/lib/contracts/route"
import type { RunRecord } from "@/lib/contracts/runs"

export type Plugins = RouteOutput<typeof listPlugins>

/** Models made from a scripted policy in place. */
export const SCRIPTED = "scripted"

const ENDPOINT = "openai-compatible"

/** Models that a policy, a connected endpoint or a trainer here can play. */
export function isRunnableModel(
  model: Pick<ModelRecord, "provider" | "connectionId" | "trainedBy">,
  plugins: Plugins,
): boolean {
  if (model.provider === SCRIPTED) return true
  if (model.provider === ENDPOINT) return model.connectionId !== null
  return model.trainedBy !== null && plugins.trainers.some(({ id }) => id === model.provider)
}

/** Where the run was made, when an evaluation made it. */
export function findRunEnvironment({ config }: Pick<RunRecord, "config">): EnvironmentChoice | null {
  return environmentChoiceSchema.safeParse(config.environment).data ?? null
}

/** Why this run cannot be distilled; null when it can. */
export function whyNotDistillable(
  run: Pick<RunRecord, "model" | "config" | "statistics">,
  plugins: Plugins,
): string | null {
  if (run.statistics.n === 0) return "This run has no episodes yet."
  const { name, provider, trainedBy } = run.model
  const served = [SCRIPTED, ENDPOINT].includes(provider)
  const trained = trainedBy !== null && plugins.trainers.some(({ id }) => id === provider)
  if (served || trained) return null
  const imported =
    findRunEnvironment(run) === null ? "This run was imported without an environment, and " : ""
  return `${imported}Winnow cannot run ${name}, so there is no teacher to compare a student with on held-out tasks. Its good episodes can still become a dataset.`
}
