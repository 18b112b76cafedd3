import { z } from "zod"
import type { Policy } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import type { Model } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { POLICIES } from "@/lib/policies/registry"
import { getTrainer } from "@/lib/providers/registry"
import { CONNECTION_PROVIDER, createConnectionPolicy } from "@/lib/services/connection/create-policy"
import { createHostedPolicy } from "@/lib/services/fine-tune/create-policy"

/** The provider of models that are a scripted policy: `config` names the plugin and its settings. */
export const SCRIPTED_PROVIDER = "scripted"

const scriptedConfigSchema = z.object({
  policy: z.string(),
  settings: z.record(z.string(), z.unknown()).default({}),
})

function createScriptedPolicy(model: Model): Policy {
  const { policy, settings } = scriptedConfigSchema.parse(model.config)
  const plugin = POLICIES.find((candidate) => candidate.id === policy)
  if (!plugin) throw new AppError("UNSUPPORTED", `There is no scripted policy ${policy}.`)
  return plugin.create(plugin.configSchema.parse(settings))
}

/** The model as something that acts. @throws AppError UNSUPPORTED when nothing here can run it. */
export async function createModelPolicy(ctx: Context, model: Model): Promise<Policy> {
  if (model.provider === SCRIPTED_PROVIDER) return createScriptedPolicy(model)
  if (model.provider === CONNECTION_PROVIDER) return createConnectionPolicy(ctx, model)
  const trainer = getTrainer(model.provider)
  if (trainer?.kind === "hosted") return createHostedPolicy(ctx, trainer, model)
  const checkpoint = await ctx.db.prisma.checkpoint.findUnique({ where: { modelId: model.id } })
  if (trainer && checkpoint) return trainer.policy({ id: model.name, ...checkpoint })
  throw new AppError(
    "UNSUPPORTED",
    `Winnow cannot run ${model.name}: it was imported, or its provider (${model.provider}) is not connected.`,
  )
}
