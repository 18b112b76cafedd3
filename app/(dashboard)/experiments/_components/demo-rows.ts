import type { IntervalRow } from "@/components/charts/interval-dots"
import { STAGE_WORDS } from "@/components/distill/words"
import { formatCount } from "@/components/format/count"
import { formatPercent } from "@/components/format/percent"
import type { RunEntity } from "@/components/run/run-entities"
import { isRunning } from "@/components/run/run-progress"
import type { PipelineSummary } from "@/lib/contracts/pipelines"
import type { RunRecord } from "@/lib/contracts/runs"

/** Teachers first, then one row per student in the order they were started, as far as each is. */
export function demoRows(
  runs: readonly RunRecord[],
  pipelines: readonly PipelineSummary[],
  entityOf: (runId: string) => RunEntity,
): IntervalRow[] {
  const teachers = listTeachers(runs, pipelines).map((run) => rowOf(run, entityOf))
  const students = pipelines.toReversed().map((pipeline) => {
    const run = runs.find(({ id }) => id === pipeline.studentRunId)
    if (run && run.statistics.n > 0) return rowOf(run, entityOf)
    return {
      id: pipeline.id,
      name: pipeline.name,
      index: null,
      estimate: null,
      n: "–",
      state: stateOf(pipeline),
    }
  })
  return [...teachers, ...students]
}

/** Each teacher on the held-out tasks, and on the training tasks until it has played those. */
function listTeachers(runs: readonly RunRecord[], pipelines: readonly PipelineSummary[]): RunRecord[] {
  const heldOutIds = new Set(pipelines.map(({ teacherEvaluationRunId }) => teacherEvaluationRunId))
  const teachers = runs.filter(({ role }) => role === "teacher")
  const heldOut = teachers.filter(({ id, statistics }) => heldOutIds.has(id) && statistics.n > 0)
  const tested = new Set(heldOut.map(({ model }) => model.id))
  const untested = teachers.filter(({ id, model }) => !heldOutIds.has(id) && !tested.has(model.id))
  return [...heldOut, ...untested]
}

function rowOf(run: RunRecord, entityOf: (runId: string) => RunEntity): IntervalRow {
  const { n, successRate } = run.statistics
  const running = isRunning(run)
  return {
    id: run.id,
    name: run.name,
    ...entityOf(run.id),
    estimate: n > 0 ? successRate : null,
    n: running ? `${formatCount(n)}/${formatCount(run.planned)}` : formatCount(n),
    running,
    ...(n > 0 ? {} : { state: "waiting" }),
  }
}

function stateOf({ stages, status }: PipelineSummary): string {
  const stage = stages.find((one) => one.status === "running")
  if (!stage) return status === "failed" ? "failed" : "waiting"
  const share = stage.progress === null ? "" : ` ${formatPercent(stage.progress, 0)}`
  return `${STAGE_WORDS[stage.name].toLowerCase()}${share}`
}
