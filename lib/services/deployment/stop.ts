import type { z } from "zod"
import type { DeploymentRecord, stopDeployment as route } from "@/lib/contracts/deployments"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { DEPLOYMENT_INCLUDE, presentDeployments } from "@/lib/services/deployment/present-deployment"
import { requestStop } from "@/lib/services/deployment/request-stop"

/** @throws AppError NOT_FOUND */
export async function stopDeployment(
  ctx: Context,
  { deploymentId }: z.output<(typeof route)["input"]>,
): Promise<DeploymentRecord> {
  requirePermission(ctx.actor, "run.write")
  const find = () =>
    ctx.db.prisma.deployment.findUnique({ where: { id: deploymentId }, include: DEPLOYMENT_INCLUDE })
  if (!(await find())) throw new AppError("NOT_FOUND", "There is no such deployment.")
  await requestStop(ctx, deploymentId, { isAsked: true })
  const row = await find()
  const [record] = row ? await presentDeployments(ctx, [row]) : []
  if (!record) throw new AppError("NOT_FOUND", "There is no such deployment.")
  return record
}
