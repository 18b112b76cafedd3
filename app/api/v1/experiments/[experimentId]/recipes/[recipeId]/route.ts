import { getRecipe as getRoute } from "@/lib/contracts/recipes"
import { handle } from "@/lib/http/handle"
import { getRecipe } from "@/lib/services/recipe/get"

export const GET = handle(getRoute, getRecipe)
