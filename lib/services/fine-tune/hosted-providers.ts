import { TRAINERS } from "@/lib/providers/registry"

/** Ids of the providers whose jobs the worker takes step by step, as they stand in the rows of fine-tunes. */
export const HOSTED_PROVIDERS: string[] = TRAINERS.filter(({ kind }) => kind === "hosted").map(({ id }) => id)

export function isHosted({ provider }: { provider: string }): boolean {
  return HOSTED_PROVIDERS.includes(provider)
}
