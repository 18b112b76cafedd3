import { type DeploymentRecord, deploymentSchema } from "@/lib/contracts/deployments"
import type { Context } from "@/lib/db/context"
import type { Prisma } from "@/lib/db/generated/client"
import { getTrainer } from "@/lib/providers/registry"
import { isOwnMachine } from "@/lib/services/fine-tune/hosted-providers"

export const DEPLOYMENT_INCLUDE = {
  fineTune: { select: { pipelineId: true } },
} as const satisfies Prisma.DeploymentInclude

type Row = Prisma.DeploymentGetPayload<{ include: typeof DEPLOYMENT_INCLUDE }>

export async function presentDeployments(ctx: Context, rows: readonly Row[]): Promise<DeploymentRecord[]> {
  const ids = rows.flatMap(({ modelId }) => (modelId ? [modelId] : []))
  const models = await ctx.db.prisma.model.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  })
  const names = new Map(models.map(({ id, name }) => [id, name]))
  return rows.map((row) => ({
    id: row.id,
    experimentId: row.experimentId,
    pipelineId: row.fineTune?.pipelineId ?? null,
    providerTitle: getTrainer(row.provider)?.title ?? row.provider,
    isOwn: isOwnMachine(row.provider),
    modelName: row.modelId ? (names.get(row.modelId) ?? null) : null,
    status: deploymentSchema.shape.status.catch("failed").parse(row.status),
    providerStatus: row.providerStatus,
    isKept: row.isKept,
    hourlyUsd: row.hourlyMicro === null ? null : Number(row.hourlyMicro) / 1e6,
    priceSource: row.priceSource,
    error: row.error,
    startedAt: row.startedAt?.toISOString() ?? null,
    stoppedAt: row.stoppedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }))
}
