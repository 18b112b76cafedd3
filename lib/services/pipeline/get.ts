import type { PipelineRecord } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { presentPipeline } from "@/lib/services/pipeline/present-pipeline"
import { requirePipeline } from "@/lib/services/pipeline/require-pipeline"

export async function getPipeline(
  ctx: Context,
  { experimentId, pipelineId }: { experimentId: string; pipelineId: string },
): Promise<PipelineRecord> {
  requirePermission(ctx.actor, "workspace.read")
  return presentPipeline(ctx, await requirePipeline(ctx, experimentId, pipelineId))
}
