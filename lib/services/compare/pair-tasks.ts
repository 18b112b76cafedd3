import { readEpisodeTags, type TaskOutcome } from "@/lib/db/compare.sql"
import type { Context } from "@/lib/db/context"
import { readOutcomes } from "@/lib/services/compare/read-outcomes"
import { requireRuns } from "@/lib/services/curation/require-runs"

interface PairQuery {
  experimentId: string
  teacherRunId: string
  studentRunId: string
  split?: string[]
  group?: string[]
}

/** One task with the judged trials of two runs. */
export interface PairedOutcome {
  teacher: TaskOutcome
  student: TaskOutcome
}

export type Change = "broken" | "fixed" | "same"

/** The tasks that both runs tried, in order of their keys. */
export async function pairOutcomes(ctx: Context, query: PairQuery): Promise<PairedOutcome[]> {
  const { experimentId, teacherRunId, studentRunId, split: splits, group: groups } = query
  await requireRuns(ctx, experimentId, [teacherRunId, studentRunId])
  const read = await readOutcomes(ctx, { experimentId, runIds: [teacherRunId, studentRunId], splits, groups })
  const judgedOf = (runId: string) =>
    (read.find((run) => run.runId === runId)?.outcomes ?? []).filter(({ judged }) => judged > 0)
  const ofTeacher = new Map(judgedOf(teacherRunId).map((outcome) => [outcome.taskNo, outcome]))
  return judgedOf(studentRunId).flatMap((student) => {
    const teacher = ofTeacher.get(student.taskNo)
    return teacher ? [{ teacher, student }] : []
  })
}

/** The tags that any episode of the two runs bears, by task number. */
export async function readTaskTags(
  ctx: Context,
  { experimentId, teacherRunId, studentRunId }: PairQuery,
): Promise<Map<number, string[]>> {
  const rows = await readEpisodeTags(ctx.db, experimentId, [teacherRunId, studentRunId])
  return new Map(rows.map(({ taskNo, tags }) => [taskNo, tags]))
}

/** Success rate of the student minus that of the teacher. */
export function gainOf({ teacher, student }: PairedOutcome): number {
  return student.successes / student.judged - teacher.successes / teacher.judged
}

export function changeOf({ teacher, student }: PairedOutcome): Change {
  const difference = student.successes * teacher.judged - teacher.successes * student.judged
  return difference > 0 ? "fixed" : difference < 0 ? "broken" : "same"
}
