import type { z } from "zod"
import type { LatencyDistribution, getComparedLatency as route } from "@/lib/contracts/compare-latency"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { ecdf } from "@/lib/domain/stats/ecdf"
import { latencyQuantile } from "@/lib/domain/stats/latency-quantile"
import { histogramCount, type LogHistogram } from "@/lib/domain/stats/log-histogram"
import { readRunLatency, STEP_EDGES } from "@/lib/services/compare/run-latency"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

/** How long episodes and calls of each run took, over all its episodes; from the roll-up, and once per change from steps. */
export async function getComparedLatency(
  ctx: Context,
  { experimentId, runId }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const chosen = await requireRuns(ctx, experimentId, runId ?? [])
  const rows = await ctx.db.prisma.run.findMany({
    where: { experimentId, id: { in: chosen.map(({ id }) => id) } },
    select: { experimentId: true, id: true, name: true, revision: true, latencyHistogram: true },
  })
  const byId = new Map(rows.map((row) => [row.id, row]))
  const runs: RouteOutput<typeof route>["runs"] = []
  for (const { id } of chosen) {
    const run = byId.get(id)
    if (!run) continue
    const { call, firstToken, bySteps } = await readRunLatency(ctx, run)
    runs.push({
      id,
      name: run.name,
      episode: describe(run.latencyHistogram),
      call: describe(call),
      firstToken: describe(firstToken),
      bySteps: bySteps.flatMap(describeGroup),
    })
  }
  return { runs }
}

function describe(histogram: readonly number[]): LatencyDistribution {
  return {
    n: histogramCount(histogram),
    p50: latencyQuantile(histogram, 0.5),
    p95: latencyQuantile(histogram, 0.95),
    p99: latencyQuantile(histogram, 0.99),
    ecdf: ecdf(histogram).map(({ value, share }) => ({ ms: value, share })),
  }
}

function describeGroup(histogram: LogHistogram, group: number) {
  const n = histogramCount(histogram)
  if (n === 0) return []
  const next = STEP_EDGES[group]
  return [
    {
      from: group === 0 ? 1 : (STEP_EDGES[group - 1] as number),
      to: next === undefined ? null : next - 1,
      n,
      p50: latencyQuantile(histogram, 0.5),
      p95: latencyQuantile(histogram, 0.95),
    },
  ]
}
