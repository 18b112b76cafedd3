import type { CostKind } from "@/lib/domain/episode"

/** One run's trials of one task whose success is known. `costUsd` is their sum, null when any of them is unknown. */
export interface TaskResult {
  key: string
  trials: number
  successes: number
  costUsd: number | null
  costKind: CostKind | null
  latenciesMs: readonly number[]
}

export interface RunResult {
  name: string
  tasks: readonly TaskResult[]
}

export interface PairedTask {
  student: TaskResult
  teacher: TaskResult
}

/** The tasks that both runs tried, by key, so that resampling does not depend on the order in which episodes landed. */
export function pairTasks(student: RunResult, teacher: RunResult): PairedTask[] {
  const [students, teachers] = [inOrder(tried(student)), inOrder(tried(teacher))]
  const pairs: PairedTask[] = []
  let at = 0
  for (const task of students) {
    while (at < teachers.length && (teachers[at] as TaskResult).key < task.key) at += 1
    const other = teachers[at]
    if (other?.key === task.key) pairs.push({ student: task, teacher: other })
  }
  return pairs
}

function inOrder(tasks: TaskResult[]): TaskResult[] {
  const isSorted = tasks.every(({ key }, at) => at === 0 || (tasks[at - 1] as TaskResult).key < key)
  return isSorted ? tasks : tasks.sort((left, right) => (left.key < right.key ? -1 : 1))
}

export function tried({ tasks }: RunResult): TaskResult[] {
  return tasks.filter(({ trials }) => trials > 0)
}

/** Success rate of the student minus that of the teacher on one task, as a fraction. */
export function rateDifference({ student, teacher }: PairedTask): { top: number; bottom: number } {
  return {
    top: student.successes * teacher.trials - teacher.successes * student.trials,
    bottom: student.trials * teacher.trials,
  }
}
