import { isDeepStrictEqual } from "node:util"
import type { z } from "zod"
import type { RecipeRecord, saveRecipe as route } from "@/lib/contracts/recipes"
import type { Context } from "@/lib/db/context"
import { newId } from "@/lib/db/new-id"
import { isUniqueViolation } from "@/lib/db/unique-violation"
import { requirePermission } from "@/lib/domain/policy"
import { requireRuns } from "@/lib/services/curation/require-runs"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentRecipe } from "@/lib/services/recipe/present-recipe"

type Input = z.output<(typeof route)["input"]>

function saidBy({ runIds, rules, weighting, pairs }: Omit<RecipeRecord, "id" | "version" | "createdAt">) {
  return { runIds, rules, weighting, pairs }
}

/** A new version of the named recipe, or the latest one when it says the same. */
export async function saveRecipe(ctx: Context, input: Input): Promise<RecipeRecord> {
  requirePermission(ctx.actor, "recipe.write")
  await requireExperiment(ctx, input.experimentId)
  await requireRuns(ctx, input.experimentId, input.runIds)
  for (;;) {
    const { experimentId, name, runIds, rules, weighting, pairs } = input
    const latest = await ctx.db.prisma.recipe.findFirst({
      where: { experimentId, name },
      orderBy: { version: "desc" },
    })
    const known = latest && presentRecipe(latest)
    if (known && isDeepStrictEqual(saidBy(known), saidBy(input))) return known
    try {
      const version = (latest?.version ?? 0) + 1
      const data = {
        experimentId,
        id: newId(),
        name,
        version,
        runIds,
        rules,
        ...(weighting.scheme === "none" ? {} : { weighting }),
        ...(pairs ? { pairs: { ...pairs } } : {}),
        createdById: ctx.actor.userId,
      }
      return presentRecipe(await ctx.db.prisma.recipe.create({ data }))
    } catch (error) {
      // Somebody else wrote the same version first: look again.
      if (!isUniqueViolation(error)) throw error
    }
  }
}
