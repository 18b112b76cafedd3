import { findBestRun, timesCheaper } from "@/components/run/best-run"
import { teacherOf } from "@/components/run/teacher-of"
import type { ExperimentRecord } from "@/lib/contracts/experiments"
import type { RunRecord } from "@/lib/contracts/runs"
import { wilsonInterval } from "@/lib/domain/stats/wilson"

/** Enough labels to know the precision of a threshold to about 13 points. */
const LABELS_WANTED = 50

/** What an experiment asks for next, with its evidence. `key` changes when the evidence does. */
export type NextStep = { key: string } & (
  | { kind: "judge"; unjudged: number }
  | { kind: "curate"; run: RunRecord; successes: number }
  | { kind: "distill"; run: RunRecord; datasets: number }
  | { kind: "compare"; teacher: RunRecord; student: RunRecord; timesCheaper: number | null }
  | { kind: "label"; wanted: number; labelled: number; halfWidth: number }
)

interface Standing {
  experiment: Pick<ExperimentRecord, "counts">
  runs: readonly RunRecord[]
  /** Whether a student of this run could be made and compared with it here. */
  canDistill: (run: RunRecord) => boolean
  /** A distillation is under way. */
  distilling: boolean
}

/** Everything that is due, most useful first. An experiment without episodes has its empty state instead. */
export function listNextSteps(standing: Standing): NextStep[] {
  return [judge(standing), compare(standing), curate(standing), distill(standing), label(standing)].filter(
    (step) => step !== null,
  )
}

function judge({ runs }: Standing): NextStep | null {
  const total = runs.reduce((sum, run) => sum + run.statistics.n, 0)
  const judged = runs.reduce((sum, run) => sum + run.statistics.successRate.n, 0)
  if (total === 0 || judged > 0) return null
  return { kind: "judge", key: `judge:${total}`, unjudged: total }
}

function compare({ runs }: Standing): NextStep | null {
  const student = findBestRun(runs, "student")
  const teacher = student && teacherOf(student, runs)
  if (!teacher || !student || !isJudged(teacher) || !isJudged(student)) return null
  const key = `compare:${teacher.id}:${student.id}:${student.statistics.n}`
  return { kind: "compare", key, teacher, student, timesCheaper: timesCheaper(student, teacher) }
}

function curate({ experiment, runs }: Standing): NextStep | null {
  const run = findBestRun(runs, "teacher")
  if (!run || experiment.counts.datasets > 0) return null
  const successes = countSuccesses(run)
  if (successes === 0) return null
  return { kind: "curate", key: `curate:${run.id}:${successes}`, run, successes }
}

function distill({ experiment, runs, canDistill, distilling }: Standing): NextStep | null {
  const { datasets } = experiment.counts
  if (datasets === 0 || distilling || runs.some(({ role }) => role === "student")) return null
  const run = findBestRun(runs.filter(canDistill), "teacher")
  if (!run || countSuccesses(run) === 0) return null
  return { kind: "distill", key: `distill:${run.id}:${datasets}`, run, datasets }
}

function label({ experiment }: Standing): NextStep | null {
  const { episodes, labelled } = experiment.counts
  const goal = Math.min(LABELS_WANTED, episodes)
  if (labelled >= goal) return null
  const { low, high } = wilsonInterval(Math.round(goal / 2), goal)
  const halfWidth = ((high ?? 1) - (low ?? 0)) / 2
  return { kind: "label", key: `label:${labelled}`, wanted: goal - labelled, labelled, halfWidth }
}

function isJudged(run: RunRecord): boolean {
  return run.statistics.successRate.n > 0
}

export function countSuccesses({ statistics }: RunRecord): number {
  return Math.round((statistics.successRate.value ?? 0) * statistics.successRate.n)
}
