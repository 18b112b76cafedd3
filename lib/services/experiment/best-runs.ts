import type { BestRun, ExperimentRecord } from "@/lib/contracts/experiments"
import type { Context } from "@/lib/db/context"
import { clusteredWilsonInterval, wilsonInterval } from "@/lib/domain/stats/wilson"
import { readOutcomesOfRuns } from "@/lib/services/run/outcome-cache"

type BestRuns = ExperimentRecord["best"]

export const NO_BEST: BestRuns = { teacher: null, student: null }

async function listJudgedRuns(ctx: Context, experimentIds: string[]) {
  return ctx.db.prisma.run.findMany({
    where: {
      experimentId: { in: experimentIds },
      role: { in: ["teacher", "student"] },
      judgedCount: { gt: 0 },
    },
    select: {
      experimentId: true,
      id: true,
      name: true,
      role: true,
      revision: true,
      successCount: true,
      judgedCount: true,
      model: { select: { name: true } },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  })
}

type JudgedRun = Awaited<ReturnType<typeof listJudgedRuns>>[number]

/** From the roll-ups alone, so that choosing reads no episode. */
function chooseBest(runs: readonly JudgedRun[]): JudgedRun | null {
  const lowerBound = (run: JudgedRun) => wilsonInterval(run.successCount, run.judgedCount).low ?? 0
  return runs.toSorted((left, right) => lowerBound(right) - lowerBound(left))[0] ?? null
}

async function presentBest(ctx: Context, run: JudgedRun): Promise<BestRun> {
  const tasks = (await readOutcomesOfRuns(ctx, run.experimentId, [run])).get(run.id) ?? []
  const counts = tasks.map(({ judged, successes }) => ({ trials: judged, successes }))
  return {
    runId: run.id,
    name: run.name,
    modelName: run.model.name,
    successRate: clusteredWilsonInterval(counts),
  }
}

/** The best teacher and the best student of each experiment that has one, by experiment id. */
export async function findBestRuns(ctx: Context, experimentIds: string[]): Promise<Map<string, BestRuns>> {
  const byExperiment = Map.groupBy(
    await listJudgedRuns(ctx, experimentIds),
    ({ experimentId }) => experimentId,
  )
  const entries = [...byExperiment].map(async ([experimentId, runs]) => {
    const [teacher, student] = await Promise.all(
      (["teacher", "student"] as const).map((role) => {
        const best = chooseBest(runs.filter((run) => run.role === role))
        return best && presentBest(ctx, best)
      }),
    )
    return [experimentId, { teacher: teacher ?? null, student: student ?? null }] as const
  })
  return new Map(await Promise.all(entries))
}
