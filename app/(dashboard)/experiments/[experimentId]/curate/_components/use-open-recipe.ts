"use client"

import { useQuery } from "@tanstack/react-query"
import { writeRules } from "@/components/dataset/recipe-params"
import { routeQuery } from "@/lib/api-client/query"
import { listRecipes, type RecipeRecord } from "@/lib/contracts/recipes"
import type { RecipeControl } from "./use-recipe"

/** The saved recipes, the one this began as, and whether it has been edited since. */
export function useOpenRecipe(experimentId: string, { params }: RecipeControl) {
  const saved = useQuery(routeQuery(listRecipes, { experimentId, limit: 200 })).data?.items ?? []
  const opened = saved.find(({ id }) => id === params.recipe) ?? null
  const isEdited = opened !== null && !(saysSame(opened, params) && hasRuns(opened, params.run))
  return { saved, opened, isEdited }
}

function saysSame({ rules, weighting, pairs }: RecipeRecord, params: RecipeControl["params"]): boolean {
  const said = JSON.stringify([writeRules(rules), weighting, pairs])
  return said === JSON.stringify([writeRules(params.rules), params.weights, params.pairs])
}

/** No run chosen means all of them: then the recipe may have been saved when there were others. */
function hasRuns({ runIds }: RecipeRecord, chosen: readonly string[]): boolean {
  return chosen.length === 0 || (chosen.length === runIds.length && chosen.every((id) => runIds.includes(id)))
}
