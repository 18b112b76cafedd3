import { z } from "zod"
import type { Policy } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import type { Model } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import type { HostedTrainer } from "@/lib/providers/provider"
import { openAccess } from "@/lib/services/fine-tune/open-provider"

const configSchema = z.object({ model: z.string().min(1) })

/** A model of a provider that speaks a language of its own. @throws AppError UNSUPPORTED when nothing here can run it. */
export async function createHostedPolicy(
  ctx: Context,
  trainer: HostedTrainer,
  model: Model,
): Promise<Policy> {
  const config = configSchema.safeParse(model.config).data
  if (!trainer.policy || !config) {
    throw new AppError(
      "UNSUPPORTED",
      `Winnow cannot run ${model.name}: it does not know what ${trainer.title} calls it.`,
    )
  }
  return trainer.policy({ id: model.name, ...config }, await openAccess(ctx, trainer, model.connectionId))
}
