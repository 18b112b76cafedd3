import { z } from "zod"
import type { Context } from "@/lib/db/context"
import type { FineTune, Prisma } from "@/lib/db/generated/client"
import type { JobReport, TrainingMetric } from "@/lib/providers/provider"

/** Enough for a curve; a longer one is thinned evenly. */
const MOST_POINTS = 2000

const storedSchema = z.array(
  z.object({ stage: z.string(), step: z.number(), steps: z.number(), loss: z.number() }),
)

/** Both, a later point of the same stage and step in the place of an earlier one, in order of steps. */
export function mergeMetrics(stored: unknown, fresh: readonly TrainingMetric[]): TrainingMetric[] {
  const points = new Map<string, TrainingMetric>()
  for (const point of [...storedSchema.catch([]).parse(stored), ...fresh]) {
    points.set(`${point.stage}/${point.step}`, point)
  }
  const ordered = [...points.values()].sort((a, b) => a.step - b.step)
  const every = Math.ceil(ordered.length / MOST_POINTS)
  return ordered.filter((_, index) => index % every === 0 || index === ordered.length - 1)
}

/** Puts on record what the provider says of a job; what it does not say any more stays. */
export async function recordReport(ctx: Context, row: FineTune, report: JobReport): Promise<void> {
  const { status, progress, metrics, checkpoints, trainedTokens, cost, requestId } = report
  const data: Prisma.FineTuneUncheckedUpdateInput = {
    providerStatus: status,
    ...(progress === null ? {} : { progress }),
    ...(metrics.length > 0
      ? { metrics: mergeMetrics(row.metrics, metrics) as unknown as Prisma.InputJsonArray }
      : {}),
    ...(checkpoints.length > 0 ? { checkpoints: checkpoints as unknown as Prisma.InputJsonArray } : {}),
    ...(trainedTokens === null ? {} : { trainedTokens: BigInt(trainedTokens) }),
    ...(cost === null ? {} : { costMicro: BigInt(cost.micro), costKind: cost.kind }),
    ...(requestId === null ? {} : { requestId }),
  }
  await ctx.db.prisma.fineTune.update({
    where: { experimentId_id: { experimentId: row.experimentId, id: row.id } },
    data,
  })
}
