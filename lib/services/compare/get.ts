import type { z } from "zod"
import type { ComparedRun, Comparison, getComparison as route } from "@/lib/contracts/compare"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { describePair } from "@/lib/services/compare/describe-pair"
import { describeRun } from "@/lib/services/compare/describe-run"
import { listRunLineage } from "@/lib/services/compare/list-run-lineage"
import { readOutcomes } from "@/lib/services/compare/read-outcomes"
import { type RepricedRun, repriceRuns } from "@/lib/services/compare/reprice-runs"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

function sharedTaskNumbers(byRun: ReadonlyMap<string, TaskOutcome[]>): Set<number> {
  const [first, ...others] = [...byRun.values()].map(
    (outcomes) => new Set(outcomes.map((outcome) => outcome.taskNo)),
  )
  return others.reduce((shared, tasks) => shared.intersection(tasks), first ?? new Set<number>())
}

/** Which run each one is held against: the one asked for, else its own teacher, else the first teacher there is. */
function chooseReference<Run extends Pick<ComparedRun, "id" | "role" | "teacherRunId">>(
  runs: readonly Run[],
  against: string | undefined,
): (run: Run) => Run | undefined {
  if (against !== undefined) {
    const asked = runs.find(({ id }) => id === against)
    if (!asked) throw new AppError("NOT_FOUND", `The run ${against} is not among the compared.`)
    return () => asked
  }
  const reference = runs.find(({ role }) => role === "teacher") ?? runs[0]
  return (run) => runs.find(({ id }) => id === run.teacherRunId) ?? reference
}

/** Every run on its own, and every pair of a teacher (or the run named first) with another on the tasks they share. */
export async function getComparison(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<Comparison> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId } = input
  await requireExperiment(ctx, experimentId)
  const chosen = await requireRuns(ctx, experimentId, input.runId ?? [])
  const runIds = chosen.map((run) => run.id)
  const { level, split: splits, group: groups } = input
  const byRun = await readOutcomes(ctx, { experimentId, runIds, splits, groups })
  const shared = sharedTaskNumbers(byRun)
  const used = (runId: string) =>
    (byRun.get(runId) ?? []).filter((outcome) => !input.shared || shared.has(outcome.taskNo))
  const lineage = await listRunLineage(ctx, experimentId, runIds)
  const repriced = await repriceRuns(ctx, { experimentId, runIds }, used, input.priceAs ?? [])
  const costed = (runId: string): RepricedRun =>
    repriced.get(runId) ?? { outcomes: used(runId), whatIf: null }
  const runs = lineage.map((run) => {
    const { outcomes, whatIf } = costed(run.id)
    return { ...run, ...describeRun(outcomes, { level }), whatIf }
  })
  const teacherOf = chooseReference(lineage, input.against)
  const pairs = lineage.flatMap((run) => {
    const teacher = teacherOf(run)
    if (!teacher || teacher.id === run.id) return []
    const side = ({ id, name }: { id: string; name: string }) => ({ id, name, outcomes: costed(id).outcomes })
    return [describePair(side(teacher), side(run), { level, margin: input.margin })]
  })
  return { runs, pairs, sharedTasks: shared.size }
}
