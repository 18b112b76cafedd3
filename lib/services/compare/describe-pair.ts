import type { ComparedPair } from "@/lib/contracts/compare"
import type { TaskOutcome } from "@/lib/db/compare.sql"
import { processWide } from "@/lib/domain/process-wide"
import { type Evidence, type EvidenceOptions, weigh } from "@/lib/domain/stats/evidence"
import { formatVerdict, formatVerdictParts } from "@/lib/domain/stats/format-verdict"
import type { RunResult, TaskResult } from "@/lib/domain/stats/paired-tasks"
import type { Verdict } from "@/lib/domain/stats/verdict"
import type { CostedRun } from "@/lib/services/compare/cost-runs"
import { FigureCache } from "@/lib/services/compare/figure-cache"
import { toTaskResult } from "@/lib/services/compare/task-results"

const cache = processWide("evidence of pairs", () => new FigureCache<Evidence>())

type NamedRun = CostedRun & { name: string }

export interface RunPair {
  teacher: NamedRun
  student: NamedRun
}

/** The student against the teacher on the tasks they share, before anything is concluded. */
export function weighPair({ teacher, student }: RunPair, options: EvidenceOptions): Evidence {
  const { level, margin } = options
  const key = [student.version, teacher.version, level, margin].join(" ")
  const evidence = cache.get(key, () => weigh(toResult(student), toResult(teacher), options))
  // A name may change without a new episode.
  return {
    ...evidence,
    student: { ...evidence.student, name: student.name },
    teacher: { ...evidence.teacher, name: teacher.name },
  }
}

export function describePair({ teacher, student }: RunPair, verdict: Verdict): ComparedPair {
  const { sharedTasks, difference, test, adjustedP, costRatio, isWorse, detectable, moreTasks } = verdict
  return {
    teacherRunId: teacher.id,
    studentRunId: student.id,
    sharedTasks,
    onlyTeacherTasks: verdict.teacher.leftOut,
    onlyStudentTasks: verdict.student.leftOut,
    difference,
    test: { ...test, adjustedP },
    costRatio,
    verdict: verdict.kind,
    isWorse,
    detectable,
    moreTasks,
    sentence: formatVerdict(verdict),
    ...formatVerdictParts(verdict),
  }
}

/** A run is one side of many pairs. */
const results = processWide(
  "results of runs",
  () => new WeakMap<readonly TaskOutcome[], readonly TaskResult[]>(),
)

function toResult({ name, outcomes }: NamedRun): RunResult {
  const tasks = results.get(outcomes) ?? outcomes.map(toTaskResult)
  results.set(outcomes, tasks)
  return { name, tasks }
}
