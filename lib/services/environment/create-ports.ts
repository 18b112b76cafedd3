import type { EnvironmentChoice } from "@/lib/contracts/environments"
import type { EvaluationPlan } from "@/lib/contracts/evaluations"
import type { Context } from "@/lib/db/context"
import { AppError } from "@/lib/domain/errors"
import type { EnvironmentPorts } from "@/lib/environments/environment"
import { corpusOf } from "@/lib/services/corpus/complete-choice"
import { createCorpusIndex } from "@/lib/services/corpus/search-index"
import { createModelPolicy } from "@/lib/services/model/create-policy"

async function createUser(ctx: Context, modelId: string) {
  const model = await ctx.db.prisma.model.findUnique({ where: { id: modelId } })
  if (!model) throw new AppError("NOT_FOUND", "The model that plays the user is gone: choose another.")
  return createModelPolicy(ctx, model)
}

/** What an environment may need from outside. */
export async function createPorts(
  ctx: Context,
  choice: EnvironmentChoice,
  plan: Pick<EvaluationPlan, "userModelId">,
): Promise<EnvironmentPorts> {
  const user = plan.userModelId ? await createUser(ctx, plan.userModelId) : undefined
  const corpusId = corpusOf(choice)
  const searchIndex = corpusId === null ? undefined : createCorpusIndex(ctx.db, corpusId)
  return { now: () => performance.now(), ...(user ? { user } : {}), ...(searchIndex ? { searchIndex } : {}) }
}
