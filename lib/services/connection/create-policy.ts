import { z } from "zod"
import type { Policy } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import type { Model } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { createOpenAiPolicy } from "@/lib/providers/openai-compatible/policy"
import { openEndpoint } from "@/lib/services/connection/open-endpoint"
import { requireConnection } from "@/lib/services/connection/require-connection"

/** The provider of models that live behind a connection. */
export const CONNECTION_PROVIDER = "openai-compatible"

const configSchema = z.object({
  /** As the endpoint names it; the name of ours when it is the same. */
  model: z.string().min(1).optional(),
  maxOutputTokens: z.int().min(1).nullish(),
  timeoutMs: z.int().min(1000).max(3_600_000).optional(),
})

/** @throws AppError UNSUPPORTED when its connection is gone, INVALID_INPUT for a config that says no model. */
export async function createConnectionPolicy(ctx: Context, model: Model): Promise<Policy> {
  if (!model.connectionId) {
    throw new AppError("UNSUPPORTED", `${model.name} has no connection: choose one for it in the settings.`)
  }
  const connection = await requireConnection(ctx, model.connectionId)
  const config = configSchema.parse(model.config)
  return createOpenAiPolicy({
    ...config,
    id: model.name,
    model: config.model ?? model.name,
    endpoint: openEndpoint(connection),
  })
}
