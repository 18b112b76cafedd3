import { parseAsId } from "@/components/episode/filter-params"

export const recipePageParsers = {
  /** The version that is shown; the newest unless given. */
  recipe: parseAsId,
  /** The version it is compared with; the one before it unless given. */
  with: parseAsId,
}
