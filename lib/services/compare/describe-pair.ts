import type { ComparedPair } from "@/lib/contracts/compare"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import { formatVerdict, formatVerdictParts } from "@/lib/domain/stats/format-verdict"
import { judge, type VerdictOptions } from "@/lib/domain/stats/verdict"
import { toTaskResult } from "@/lib/services/compare/task-results"

interface Side {
  id: string
  name: string
  outcomes: readonly TaskOutcome[]
}

/** The student against the teacher on the tasks they share. */
export function describePair(teacher: Side, student: Side, options: VerdictOptions): ComparedPair {
  const asResult = ({ name, outcomes }: Side) => ({ name, tasks: outcomes.map(toTaskResult) })
  const verdict = judge(asResult(student), asResult(teacher), options)
  return {
    teacherRunId: teacher.id,
    studentRunId: student.id,
    sharedTasks: verdict.sharedTasks,
    onlyTeacherTasks: verdict.teacher.leftOut,
    onlyStudentTasks: verdict.student.leftOut,
    difference: verdict.difference,
    test: verdict.test,
    costRatio: verdict.costRatio,
    verdict: verdict.kind,
    sentence: formatVerdict(verdict),
    ...formatVerdictParts(verdict),
  }
}
