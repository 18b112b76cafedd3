import type { HeldOutChoice } from "@/lib/contracts/environments"
import type { Context } from "@/lib/db/context"
import type { EpisodeOpening } from "@/lib/db/held-out.sql"
import { AppError } from "@/lib/domain/errors"
import type { Environment, EnvironmentPorts, TaskSpec } from "@/lib/environments/environment"
import { createPorts } from "@/lib/services/environment/create-ports"
import { loadEnvironment } from "@/lib/services/environment/load"

/** A task opens the same for everybody unless a model plays its user; then nobody knows how until it is played. */
async function readFirstTurn(
  environment: Environment,
  task: TaskSpec,
  ports: EnvironmentPorts,
): Promise<string | null> {
  try {
    const session = await environment.open(task, { seed: 0, ports })
    await session.close()
    const first = session.messages.find(({ role }) => role === "user")
    return first ? JSON.stringify(first) : null
  } catch (error) {
    if (error instanceof AppError && error.code === "INVALID_INPUT") return null
    throw error
  }
}

/** How the tasks begin that an evaluation is going to hold out, whether or not anybody has played them. */
export async function readPlannedOpenings(
  ctx: Context,
  { environment: choice, split, taskLimit }: HeldOutChoice,
): Promise<EpisodeOpening[]> {
  const environment = await loadEnvironment(ctx, choice)
  const ports = await createPorts(ctx, choice, { userModelId: null })
  const openings: EpisodeOpening[] = []
  for (const task of environment.tasks(split)) {
    if (taskLimit !== null && openings.length >= taskLimit) break
    const { seed } = task.data
    openings.push({
      episodeId: null,
      task: task.key,
      group: task.group,
      seed: typeof seed === "number" ? String(seed) : null,
      message: await readFirstTurn(environment, task, ports),
    })
  }
  return openings
}
