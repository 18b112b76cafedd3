import type { z } from "zod"
import type { listRecipes as route } from "@/lib/contracts/recipes"
import type { RouteOutput } from "@/lib/contracts/route"
import type { Context } from "@/lib/db/context"
import { createdAfter, createdPage, NEWEST_FIRST } from "@/lib/db/created-page"
import { requirePermission } from "@/lib/domain/policy"
import { requireExperiment } from "@/lib/services/experiment/require-experiment"
import { presentRecipe } from "@/lib/services/recipe/present-recipe"

/** Every version of every recipe, newest first. */
export async function listRecipes(
  ctx: Context,
  { experimentId, limit, cursor }: z.output<(typeof route)["input"]>,
): Promise<RouteOutput<typeof route>> {
  requirePermission(ctx.actor, "workspace.read")
  await requireExperiment(ctx, experimentId)
  const [rows, count] = await Promise.all([
    ctx.db.prisma.recipe.findMany({
      where: { experimentId, ...createdAfter(cursor) },
      orderBy: NEWEST_FIRST,
      take: limit + 1,
    }),
    ctx.db.prisma.recipe.count({ where: { experimentId } }),
  ])
  const { page, nextCursor } = createdPage(rows, limit)
  return { items: page.map(presentRecipe), nextCursor, count }
}
