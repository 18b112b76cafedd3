import { trainsAway } from "@/lib/providers/provider"
import { getTrainer, TRAINERS } from "@/lib/providers/registry"

/** The provider whose jobs somebody takes to a machine of theirs. */
export const REMOTE_PROVIDER = "remote-machine"

/** Ids of the providers whose jobs the worker takes step by step, as they stand in the rows of fine-tunes. */
export const HOSTED_PROVIDERS: string[] = TRAINERS.filter(({ kind }) => kind === "hosted").map(({ id }) => id)

/** Whether a provider is a machine of the workspace's own: nobody else sees the data or bills for it. */
export function isOwnMachine(provider: string): boolean {
  const trainer = getTrainer(provider)
  return trainer?.kind === "hosted" && !trainsAway(trainer)
}

export function isHosted({ provider }: { provider: string }): boolean {
  return HOSTED_PROVIDERS.includes(provider)
}
