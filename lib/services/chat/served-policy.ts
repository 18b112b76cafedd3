import type { Policy } from "@/lib/contracts/policy"
import type { Context } from "@/lib/db/context"
import type { Model } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import { processWide } from "@/lib/domain/process-wide"
import { CONNECTION_PROVIDER } from "@/lib/services/connection/create-policy"
import { createModelPolicy } from "@/lib/services/model/create-policy"

/** A student takes some megabytes and a moment to read, so the last few stay. */
const KEPT = 4
const kept = processWide("served policies", () => new Map<string, Policy>())

const keyOf = (model: Model) => JSON.stringify([model.id, model.name, model.provider, model.config])

/** The newest use is last. */
function keep(key: string, policy: Policy): Policy {
  kept.delete(key)
  kept.set(key, policy)
  const [oldest] = kept.keys()
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest)
  return policy
}

/**
 * What runs on this machine under that name. A hosted model is not passed on: a reader's key must not spend the workspace's.
 * @throws AppError NOT_FOUND, UNSUPPORTED
 */
export async function getServedPolicy(ctx: Context, name: string): Promise<Policy> {
  const model = await ctx.db.prisma.model.findUnique({ where: { name } })
  if (!model) throw new AppError("NOT_FOUND", `There is no model called "${name}".`)
  if (model.provider === CONNECTION_PROVIDER) {
    throw new AppError("UNSUPPORTED", `${name} is served by its own endpoint, not by Winnow.`)
  }
  const key = keyOf(model)
  return keep(key, kept.get(key) ?? (await createModelPolicy(ctx, model)))
}
