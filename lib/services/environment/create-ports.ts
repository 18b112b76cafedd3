import type { EvaluationPlan } from "@/lib/contracts/evaluations"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import type { EnvironmentPorts } from "@/lib/environments/environment"
import { createModelPolicy } from "@/lib/services/model/create-policy"

async function createUser(ctx: Context, modelId: string) {
  const model = await ctx.db.prisma.model.findUnique({ where: { id: modelId } })
  if (!model) throw new AppError("NOT_FOUND", "The model that plays the user is gone: choose another.")
  return createModelPolicy(ctx, model)
}

/** What an environment may need from outside. */
export async function createPorts(ctx: Context, plan: EvaluationPlan): Promise<EnvironmentPorts> {
  const user = plan.userModelId ? await createUser(ctx, plan.userModelId) : undefined
  return { now: () => performance.now(), ...(user ? { user } : {}) }
}
