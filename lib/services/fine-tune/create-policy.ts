import { z } from "zod"
import type { Policy } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import type { Model } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { createOpenAiPolicy } from "@/lib/providers/openai-compatible/policy"
import { createRateLimiter } from "@/lib/providers/openai-compatible/rate-limiter"
import type { HostedTrainer } from "@/lib/providers/provider"
import { openAccess } from "@/lib/services/fine-tune/open-provider"
import { outbound } from "@/lib/services/outbound/outbound"

const configSchema = z.object({ model: z.string().min(1) })

/** A processor answers slowly, and one after the other. */
const OWN_TIMEOUT_MS = 30 * 60_000

/** A model that a process of our own serves: where it answers changes whenever it is started again. */
function createServedPolicy(
  id: string,
  model: string,
  findEndpoint: NonNullable<HostedTrainer["endpoint"]>,
): Policy {
  let current: { baseUrl: string; key: string | null; policy: Policy } | null = null
  return {
    id,
    async act(input) {
      const { baseUrl, key } = await findEndpoint(model)
      if (current?.baseUrl !== baseUrl || current.key !== key) {
        const fetch = outbound.fetchFor(new Set([new URL(baseUrl).host]))
        const endpoint = { baseUrl, key, headers: {}, fetch, limiter: createRateLimiter(null) }
        current = {
          baseUrl,
          key,
          policy: createOpenAiPolicy({ id, model, endpoint, timeoutMs: OWN_TIMEOUT_MS }),
        }
      }
      return current.policy.act(input)
    },
  }
}

/** A model of a provider that is reached in a way of its own. @throws AppError UNSUPPORTED when nothing here can run it. */
export async function createHostedPolicy(
  ctx: Context,
  trainer: HostedTrainer,
  model: Model,
): Promise<Policy> {
  const config = configSchema.safeParse(model.config).data
  if (config && trainer.endpoint) return createServedPolicy(model.name, config.model, trainer.endpoint)
  if (!trainer.policy || !config) {
    throw new AppError(
      "UNSUPPORTED",
      `Winnow cannot run ${model.name}: it does not know what ${trainer.title} calls it.`,
    )
  }
  return trainer.policy({ id: model.name, ...config }, await openAccess(ctx, trainer, model.connectionId))
}
