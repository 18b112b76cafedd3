import type { Context } from "@/lib/db/context"
import type { Deployment } from "@/lib/db/generated/client"
import { AppError } from "@/lib/domain/errors"
import type { DeploymentClient, DeploymentOrder } from "@/lib/providers/provider"
import { openProvider } from "@/lib/services/fine-tune/open-provider"
import { requireHostedTrainer } from "@/lib/services/fine-tune/require-trainer"

/** @throws AppError UNSUPPORTED when its connection is gone. */
export async function openDeployments(
  ctx: Context,
  { provider, connectionId }: Pick<Deployment, "provider" | "connectionId">,
): Promise<DeploymentClient> {
  const trainer = requireHostedTrainer(provider)
  const { deployments } = await openProvider(ctx, trainer, connectionId)
  if (!deployments) throw new AppError("UNSUPPORTED", `${trainer.title} deploys no models.`)
  return deployments
}

export function toOrder({ id, weights, settings }: Deployment): DeploymentOrder {
  return { key: `winnow-${id}`, model: weights, config: settings }
}
