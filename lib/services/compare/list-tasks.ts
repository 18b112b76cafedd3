import type { z } from "zod"
import type { listComparedTasks as route } from "@/lib/contracts/compare"
import type { RouteOutput } from "@/lib/contracts/route"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { requirePermission } from "@/lib/domain/policy"
import { readOutcomes } from "@/lib/services/compare/read-outcomes"
import { requireRuns } from "@/lib/services/curation/require-runs"

function describeOutcome(outcome: TaskOutcome) {
  const { runId, judged, successes, scoreCount, scoreSum } = outcome
  return { runId, trials: judged, successes, meanScore: scoreCount > 0 ? scoreSum / scoreCount : null }
}

function compareOutcomes(teacher: TaskOutcome, student: TaskOutcome) {
  const difference = student.successes * teacher.judged - teacher.successes * student.judged
  return difference > 0 ? ("fixed" as const) : difference < 0 ? ("broken" as const) : ("same" as const)
}

const ORDER = { broken: 0, fixed: 1, same: 2 } as const

/** The tasks both runs tried: broken first, then fixed, then the rest. */
export async function listComparedTasks(
  ctx: Context,
  { experimentId, teacherRunId, studentRunId }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireRuns(ctx, experimentId, [teacherRunId, studentRunId])
  const read = await readOutcomes(ctx, { experimentId, runIds: [teacherRunId, studentRunId] })
  const judgedOf = (runId: string) =>
    (read.find((run) => run.runId === runId)?.outcomes ?? []).filter(({ judged }) => judged > 0)
  const ofTeacher = new Map(judgedOf(teacherRunId).map((outcome) => [outcome.taskNo, outcome]))
  const tasks = judgedOf(studentRunId)
    .flatMap((student) => {
      const teacher = ofTeacher.get(student.taskNo)
      if (!teacher) return []
      const change = compareOutcomes(teacher, student)
      const { key, title } = student
      return [{ key, title, change, teacher: describeOutcome(teacher), student: describeOutcome(student) }]
    })
    .sort((a, b) => ORDER[a.change] - ORDER[b.change])
  const count = (change: keyof typeof ORDER) => tasks.filter((task) => task.change === change).length
  return { tasks, counts: { fixed: count("fixed"), broken: count("broken"), same: count("same") } }
}
