import type { EvaluationPlan } from "@/lib/contracts/evaluations"
import { deriveSeed } from "@/lib/domain/random"
import type { Environment, TaskSpec } from "@/lib/environments/environment"

/** One attempt of a plan. Its place and seed follow from the plan, so that a resumed evaluation makes the same attempts. */
export interface PlannedAttempt {
  /** Counts from 0 through the plan. */
  position: number
  externalId: string
  task: TaskSpec
  trial: number
  seed: number
}

export function* listPlannedTasks(environment: Environment, plan: EvaluationPlan): Generator<TaskSpec> {
  let count = 0
  for (const task of environment.tasks(plan.split)) {
    if (plan.taskLimit !== null && count >= plan.taskLimit) return
    count += 1
    yield task
  }
}

/** All first trials, then all second ones, so that a half-finished evaluation has seen every task. */
export function* planAttempts(environment: Environment, plan: EvaluationPlan): Generator<PlannedAttempt> {
  let position = 0
  for (let trial = 0; trial < plan.trials; trial++) {
    for (const task of listPlannedTasks(environment, plan)) {
      const externalId = `${task.key}#${trial}`
      yield { position, externalId, task, trial, seed: deriveSeed(plan.seed, externalId) }
      position += 1
    }
  }
}
