import type { RouteOutput } from "@/lib/contracts/route"
import type { listRunTools as route } from "@/lib/contracts/runs"
import type { Context } from "@/lib/db/context"
import { readRunTools } from "@/lib/db/run-tool.sql"
import { requirePermission } from "@/lib/domain/policy"
import { wilsonInterval } from "@/lib/domain/stats/wilson"
import { requireRun } from "@/lib/services/run/require-run"

/** The tools that answered in a run, the most used first, from the roll-up. @throws AppError NOT_FOUND */
export async function listRunTools(
  ctx: Context,
  { experimentId, runId }: { experimentId: string; runId: string },
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireRun(ctx, experimentId, runId)
  const tools = await readRunTools(ctx.db, { experimentId, runId })
  return {
    items: tools.map(({ tool, callCount, errorCount, tokenSum, latencyCount, latencyMsSum }) => ({
      tool,
      callCount,
      errorCount,
      errorRate: wilsonInterval(errorCount, callCount),
      meanTokens: tokenSum / callCount,
      meanLatencyMs: latencyCount === 0 ? null : latencyMsSum / latencyCount,
    })),
  }
}
