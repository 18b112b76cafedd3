import type { z } from "zod"
import type { ComparedRun, Comparison, getComparison as route } from "@/lib/contracts/compare"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import { requirePermission } from "@/lib/domain/policy"
import { createResampler } from "@/lib/domain/stats/resampler"
import { judgeAll } from "@/lib/domain/stats/verdict"
import { costRuns } from "@/lib/services/compare/cost-runs"
import { describePair, weighPair } from "@/lib/services/compare/describe-pair"
import { describeRuns } from "@/lib/services/compare/describe-run"
import { listRunLineage } from "@/lib/services/compare/list-run-lineage"
import { type RunOutcomes, readOutcomes } from "@/lib/services/compare/read-outcomes"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"

/** With more runs than this only the pairs with a reference are judged: 10 make 45 pairs. */
const MOST_RUNS_IN_ALL_PAIRS = 10

function sharedTaskNumbers(runs: readonly RunOutcomes[]): Set<number> {
  const [first, ...others] = runs.map(({ outcomes }) => new Set(outcomes.map(({ taskNo }) => taskNo)))
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

/** Every run against its reference, then every other pair; what has no reference itself is never a student. */
function listPairs<Run extends { id: string }>(
  runs: readonly Run[],
  referenceOf: (run: Run) => Run | undefined,
): { teacher: Run; student: Run }[] {
  const pairs = runs.flatMap((student) => {
    const teacher = referenceOf(student)
    return teacher && teacher.id !== student.id ? [{ teacher, student }] : []
  })
  if (runs.length > MOST_RUNS_IN_ALL_PAIRS) return pairs
  const known = new Set(pairs.map(({ teacher, student }) => [teacher.id, student.id].sort().join()))
  const students = new Set(pairs.map(({ student }) => student.id))
  const others = runs.flatMap((left, index) =>
    runs.slice(index + 1).flatMap((right) => {
      if (known.has([left.id, right.id].sort().join())) return []
      return students.has(right.id)
        ? [{ teacher: left, student: right }]
        : [{ teacher: right, student: left }]
    }),
  )
  return [...pairs, ...others]
}

/** Every run on its own, and the pairs of them on the tasks they share. */
export async function getComparison(
  ctx: Context,
  input: z.output<(typeof route)["input"]>,
): Promise<Comparison> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, level, margin, split: splits, group: groups } = input
  await requireExperiment(ctx, experimentId)
  const chosen = await requireRuns(ctx, experimentId, input.runId ?? [])
  const runIds = chosen.map((run) => run.id)
  const read = await readOutcomes(ctx, { experimentId, runIds, splits, groups })
  const shared = sharedTaskNumbers(read)
  const lineage = new Map((await listRunLineage(ctx, experimentId, runIds)).map((run) => [run.id, run]))
  const used = read.map(({ outcomes, ...run }) => ({
    ...run,
    outcomes: input.shared ? outcomes.filter(({ taskNo }) => shared.has(taskNo)) : outcomes,
  }))
  const costed = await costRuns(ctx, experimentId, used, input.priceAs ?? [])
  // One for all, so that a column of several figures or pairs is resampled once.
  const options = { level, margin, resampler: createResampler() }
  const known = costed.flatMap((run) => {
    const about = lineage.get(run.id)
    return about ? [{ ...run, name: about.name, about }] : []
  })
  const runs = describeRuns(known, options).map(({ run, figures }) => ({
    ...run.about,
    ...figures,
    whatIf: run.whatIf,
  }))
  const referenceOf = chooseReference([...lineage.values()], input.against)
  const pairs = listPairs(known, ({ about }) => {
    const reference = referenceOf(about)
    return known.find(({ id }) => id === reference?.id)
  })
  const verdicts = judgeAll(pairs.map((pair) => weighPair(pair, options)))
  return {
    runs,
    pairs: verdicts.flatMap((verdict, index) => {
      const pair = pairs[index]
      return pair ? [describePair(pair, verdict)] : []
    }),
    sharedTasks: shared.size,
  }
}
