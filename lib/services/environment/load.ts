import { z } from "zod"
import type { EnvironmentChoice } from "@/lib/contracts/environments"
import { AppError } from "@/lib/domain/errors"
import type { Environment } from "@/lib/environments/environment"
import { ENVIRONMENTS } from "@/lib/environments/registry"

/** @throws AppError INVALID_INPUT naming the setting that is wrong, or what the environment lacks. */
export async function loadEnvironment({ id, config }: EnvironmentChoice): Promise<Environment> {
  const plugin = ENVIRONMENTS.find((candidate) => candidate.id === id)
  if (!plugin) throw new AppError("INVALID_INPUT", `There is no environment ${id}.`)
  const parsed = plugin.configSchema.safeParse(config)
  if (!parsed.success) {
    throw new AppError("INVALID_INPUT", `${plugin.title}: ${z.prettifyError(parsed.error)}`)
  }
  return plugin.load(parsed.data)
}
