import { z } from "zod"
import type { EnvironmentChoice } from "@/lib/contracts/environments"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import type { Environment } from "@/lib/environments/environment"
import { ENVIRONMENTS } from "@/lib/environments/registry"
import { completeChoice } from "@/lib/services/corpus/complete-choice"

/** @throws AppError INVALID_INPUT naming the setting that is wrong, or what the environment lacks. */
export async function loadEnvironment(ctx: Context, choice: EnvironmentChoice): Promise<Environment> {
  const { id, config } = await completeChoice(ctx, choice)
  const plugin = ENVIRONMENTS.find((candidate) => candidate.id === id)
  if (!plugin) throw new AppError("INVALID_INPUT", `There is no environment ${id}.`)
  const parsed = plugin.configSchema.safeParse(config)
  if (!parsed.success) {
    throw new AppError("INVALID_INPUT", `${plugin.title}: ${z.prettifyError(parsed.error)}`)
  }
  return plugin.load(parsed.data)
}
