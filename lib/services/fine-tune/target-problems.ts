import type { PipelineInputs } from "@/lib/contracts/pipelines"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import type { HostedTrainer, Trainer } from "@/lib/providers/provider"
import { openAccess } from "@/lib/services/fine-tune/open-provider"

type Target = Pick<PipelineInputs, "baseModel" | "connectionId" | "objective" | "config">

/** Why this trainer cannot be asked for this, in sentences; none where it can. */
export async function findTargetProblems(ctx: Context, trainer: Trainer, target: Target): Promise<string[]> {
  const { objective, config } = target
  const problems: string[] = []
  if (!trainer.objectives.includes(objective)) {
    problems.push(`${trainer.title} has no way to train with the objective ${objective}.`)
  }
  if (!trainer.configSchema.safeParse(config).success) {
    problems.push(`The training settings are not those of ${trainer.title}: look through them.`)
  }
  if (trainer.kind === "local") return problems
  return [
    ...problems,
    ...findModelProblems(ctx, trainer, target),
    ...(await findAccessProblems(ctx, trainer, target)),
  ]
}

function findModelProblems(ctx: Context, trainer: HostedTrainer, { baseModel, config }: Target): string[] {
  const base = trainer.baseModels.find(({ id }) => id === baseModel)
  if (!base && !trainer.takesOtherModels) {
    const known = trainer.baseModels.map(({ id }) => id).join(", ")
    return [`${trainer.title} does not train ${baseModel}; it trains ${known}.`]
  }
  const today = ctx.now().toISOString().slice(0, 10)
  const isOver = base?.trainableUntil !== undefined && base.trainableUntil < today
  const isPreference =
    trainer.configSchema.safeParse(config).success && trainer.methodOf(config) === "preference"
  return [
    ...(isOver
      ? [`${trainer.title} took jobs for ${base.title} until ${base.trainableUntil}: choose another model.`]
      : []),
    ...(isPreference && !trainer.capabilities.preference
      ? [`${trainer.title} does not train on preferences.`]
      : []),
  ]
}

async function findAccessProblems(
  ctx: Context,
  trainer: HostedTrainer,
  { connectionId }: Target,
): Promise<string[]> {
  try {
    const access = await openAccess(ctx, trainer, connectionId ?? null)
    return (await trainer.check?.(access)) ?? []
  } catch (error) {
    if (error instanceof AppError) return [error.message]
    throw error
  }
}
