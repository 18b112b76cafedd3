import type { z } from "zod"
import type { RouterWhatIf, getRouterWhatIf as route } from "@/lib/contracts/router"
import type { Context } from "@/lib/db/context"
import { type AttemptSignal, listAttemptSignals } from "@/lib/db/router.sql"
import { requirePermission } from "@/lib/domain/policy"
import { bestRouterPoint, computeRouterCurve } from "@/lib/domain/router/curve"
import { formatRouter, formatRouterRule } from "@/lib/domain/router/format-router"
import type { RoutedTask, RouterCheck } from "@/lib/domain/router/mixture"
import { requireRuns } from "@/lib/services/curation/require-runs"

type Input = z.output<(typeof route)["input"]>

const CAVEATS = [
  "From recorded episodes: nothing was run again, and the teacher starts over instead of going on from where the student stood.",
  "The student is paid whole even where a limit on steps would have stopped it earlier, so such costs are an upper bound.",
  "The best setting was chosen on the tasks that it is judged by; expect it to do a little worse on others.",
]

/** The mixtures that a router would have made of two runs, over every limit of one check. */
export async function getRouterWhatIf(ctx: Context, input: Input): Promise<RouterWhatIf> {
  requirePermission(ctx.actor, "workspace.read")
  const { experimentId, teacherRunId, studentRunId, check, margin, level, split, group } = input
  const [teacher, student] = await requireRuns(ctx, experimentId, [teacherRunId, studentRunId])
  const attempts =
    teacher && student
      ? await listAttemptSignals(ctx.db, { experimentId, runIds: [teacherRunId, studentRunId], split, group })
      : []
  const byTask = Map.groupBy(attempts, ({ taskNo }) => taskNo)
  const tasks = [...byTask.values()].flatMap((group) => toTask(group, studentRunId))
  const names = { teacher: teacher?.name ?? "the teacher", student: student?.name ?? "the student" }
  const reason = whyNot(tasks, byTask.size, check, names)
  const shared = { tasks: tasks.length, sharedTasks: byTask.size, caveats: CAVEATS }
  if (reason !== null) return { curve: null, reason, sentence: reason, ...shared }
  const curve = computeRouterCurve(tasks, check, level)
  const best = bestRouterPoint(curve, margin)
  const points = curve.points.map((point) => ({ ...point, rule: formatRouterRule(check, point.limit) }))
  return {
    curve: { points, teacher: curve.teacher, best: best ? curve.points.indexOf(best) : null },
    reason,
    sentence: formatRouter(curve, best, { margin, teacherName: names.teacher }),
    ...shared,
  }
}

/** A task whose every attempt has an outcome and a cost; others are left out. */
function toTask(attempts: readonly AttemptSignal[], studentRunId: string): RoutedTask[] {
  const known = attempts.flatMap(({ success, costMicro, ...rest }) =>
    success === null || costMicro === null ? [] : [{ ...rest, success, costUsd: costMicro / 1e6 }],
  )
  const student = known.filter(({ runId }) => runId === studentRunId)
  const teacher = known.filter(({ runId }) => runId !== studentRunId)
  if (known.length < attempts.length || student.length === 0 || teacher.length === 0) return []
  const mean = (of: (attempt: (typeof known)[number]) => number) =>
    teacher.reduce((sum, attempt) => sum + of(attempt), 0) / teacher.length
  return [
    {
      student,
      teacher: {
        successRate: mean(({ success }) => Number(success)),
        costUsd: mean(({ costUsd }) => costUsd),
      },
    },
  ]
}

function whyNot(
  tasks: readonly RoutedTask[],
  sharedTasks: number,
  check: RouterCheck,
  { teacher, student }: { teacher: string; student: string },
): string | null {
  if (sharedTasks === 0) return `${student} and ${teacher} share no task.`
  if (tasks.length < 2)
    return "A cost or an outcome is missing on the shared tasks, so no mixture can be priced."
  if (check !== "agreement") return null
  const attempts = tasks.flatMap((task) => task.student)
  if (!tasks.some((task) => task.student.length > 1)) {
    return `${student} tried every task once: agreement needs several attempts at each.`
  }
  return attempts.some(({ group }) => group === null)
    ? "The actions of its attempts have not been compared yet."
    : null
}
