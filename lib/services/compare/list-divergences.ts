import type { z } from "zod"
import type { listDivergences as route } from "@/lib/contracts/divergences"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import type { PairExample } from "@/lib/domain/divergence-tally"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { processWide } from "@/lib/domain/process-wide"
import { PairReading } from "@/lib/services/compare/tally-divergences"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { findHidden } from "@/lib/services/queue/hidden-episodes"
import { RevisionCache } from "@/lib/services/run/revision-cache"

/** One request reads on for so long; the next one goes on from there. */
const BUDGET_MS = 2000

const readings = processWide("readings of pairs", () => new RevisionCache<PairReading>(50))

/** Both revisions only ever rise, so that their sum tells any two states apart. */
async function openReading(ctx: Context, experimentId: string, teacherRunId: string, studentRunId: string) {
  const runs = await ctx.db.prisma.run.findMany({
    where: { experimentId, id: { in: [teacherRunId, studentRunId] } },
    select: { revision: true },
  })
  const revision = runs.reduce((sum, run) => sum + run.revision, 0)
  const version = { id: `${teacherRunId} ${studentRunId}`, revision }
  const known = readings.get(version)
  if (known) return known
  const reading = new PairReading({ experimentId, firstRunId: teacherRunId, secondRunId: studentRunId })
  readings.set(version, reading)
  return reading
}

async function nameTasks(ctx: Context, experimentId: string, examples: readonly PairExample[]) {
  const tasks = await ctx.db.prisma.task.findMany({
    where: { experimentId, no: { in: [...new Set(examples.map(({ taskNo }) => taskNo))] } },
    select: { no: true, key: true, title: true },
  })
  return new Map(tasks.map(({ no, key, title }) => [no, { key, title }]))
}

/**
 * Where two runs part, over all tasks that both tried: the attempts of equal trial number are aligned and their first difference is
 * counted. It reads for two seconds at most; while `compared` is below `pairs`, asking again reads on.
 * @throws AppError NOT_FOUND; INVALID_INPUT for a run against itself
 */
export async function listDivergences(
  ctx: Context,
  { experimentId, teacherRunId, studentRunId }: z.output<(typeof route)["input"]>,
  { budgetMs = BUDGET_MS }: { budgetMs?: number } = {},
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  if (teacherRunId === studentRunId) throw new AppError("INVALID_INPUT", "Choose two different runs.")
  await requireRuns(ctx, experimentId, [teacherRunId, studentRunId])
  const reading = await openReading(ctx, experimentId, teacherRunId, studentRunId)
  await reading.readOn(ctx, budgetMs)
  const { pairs: compared, pairsInAll: pairs, points, ...summary } = reading.summarize()
  const examples = points.flatMap((point) => point.examples)
  const tasks = await nameTasks(ctx, experimentId, examples)
  const hidden = await findHidden(
    ctx,
    experimentId,
    examples.flatMap(({ firstId, secondId }) => [firstId, secondId]),
  )
  const show = ({ taskNo, firstId, secondId, outcome, action }: PairExample) => {
    const task = tasks.get(taskNo)
    if (!task || hidden.has(firstId) || hidden.has(secondId)) return []
    return [{ task, teacherEpisodeId: firstId, studentEpisodeId: secondId, outcome, action }]
  }
  return {
    teacherRunId,
    studentRunId,
    pairs,
    compared,
    ...summary,
    points: points.map((point) => ({ ...point, examples: point.examples.flatMap(show) })),
  }
}
