/** What is looked at, without knowing the outcome, to decide whether the teacher has to step in. */
export const ROUTER_CHECKS = ["steps", "faults", "agreement"] as const

export type RouterCheck = (typeof ROUTER_CHECKS)[number]

export interface RoutedAttempt {
  success: boolean
  costUsd: number
  steps: number
  /** Tool errors, and one more where the attempt did not end by itself. */
  faults: number
  /** Attempts at the task with nearly the same actions share a number; null while nobody has compared them. */
  group: number | null
}

/** The student's recorded attempts at one task, and the teacher's mean over its own. */
export interface RoutedTask {
  student: readonly RoutedAttempt[]
  teacher: { successRate: number; costUsd: number }
}

/** What the mixture does on one task, as the mean over what might have been recorded. */
export interface MixedTask {
  successRate: number
  costUsd: number
  /** The share of attempts that go to the teacher. */
  escalated: number
}

/** A unique attempt has this group. */
const ALONE = -1

/**
 * A task answered by the student, with the teacher stepping in where the check finds more trouble than `limit`. The student is
 * always paid, whole; an escalated attempt also pays the teacher's mean cost there and succeeds as often as the teacher does.
 */
export function mixTask(task: RoutedTask, check: RouterCheck, limit: number): MixedTask {
  return check === "agreement" ? mixByAgreement(task, limit) : mixByAttempt(task, check, limit)
}

/** How much trouble the check sees: steps, faults, or the share of attempts outside the largest group of alike ones. */
export function troubleOf(task: RoutedTask, check: RouterCheck): number[] {
  switch (check) {
    case "steps":
      return task.student.map(({ steps }) => steps)
    case "faults":
      return task.student.map(({ faults }) => faults)
    case "agreement":
      return [1 - largestGroup(task.student).length / task.student.length]
  }
}

function mixByAttempt({ student, teacher }: RoutedTask, check: "steps" | "faults", limit: number): MixedTask {
  let [successes, costUsd, escalated] = [0, 0, 0]
  for (const attempt of student) {
    costUsd += attempt.costUsd
    if (attempt[check] > limit) {
      escalated += 1
      costUsd += teacher.costUsd
      successes += teacher.successRate
    } else if (attempt.success) successes += 1
  }
  const n = student.length
  return { successRate: successes / n, costUsd: costUsd / n, escalated: escalated / n }
}

/** All attempts are paid, since only together do they say whether they agree; the largest group gives the answer. */
function mixByAgreement(task: RoutedTask, limit: number): MixedTask {
  const { student, teacher } = task
  const costUsd = student.reduce((sum, attempt) => sum + attempt.costUsd, 0)
  const [trouble = 0] = troubleOf(task, "agreement")
  if (trouble > limit) {
    return { successRate: teacher.successRate, costUsd: costUsd + teacher.costUsd, escalated: 1 }
  }
  const chosen = largestGroup(student)
  const successRate = chosen.filter(({ success }) => success).length / chosen.length
  return { successRate, costUsd, escalated: 0 }
}

function largestGroup(attempts: readonly RoutedAttempt[]): readonly RoutedAttempt[] {
  const groups = Map.groupBy(attempts, ({ group }, index) =>
    group === null || group === ALONE ? `alone ${index}` : String(group),
  )
  return [...groups.values()].reduce((largest, group) => (group.length > largest.length ? group : largest))
}
