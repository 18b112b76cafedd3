"use client"

import { BookOpenIcon } from "@phosphor-icons/react/dist/ssr/BookOpen"
import { DEFAULT_RULES } from "@/components/dataset/recipe-params"
import { Button } from "@/components/ui/button"
import { Menu } from "@/components/ui/menu"
import { NO_WEIGHTING } from "@/lib/domain/curation/weighting"
import { useOpenRecipe } from "./use-open-recipe"
import type { RecipeControl } from "./use-recipe"

/** Which saved version this is, and the others to open instead. */
export function RecipeMenu({ experimentId, recipe }: { experimentId: string; recipe: RecipeControl }) {
  const { saved, opened, isEdited } = useOpenRecipe(experimentId, recipe)
  const title = opened ? `${opened.name} v${opened.version}${isEdited ? ", edited" : ""}` : "Unsaved recipe"
  const empty = { rules: DEFAULT_RULES, weights: NO_WEIGHTING, pairs: null, rule: null, recipe: null }
  return (
    <Menu
      trigger={
        <Button variant="ghost" icon={<BookOpenIcon />}>
          <span className="max-w-48 truncate">{title}</span>
        </Button>
      }
      items={[
        { label: "Start over", onSelect: () => recipe.set(empty) },
        { label: "All versions, compared and as JSON", href: `/experiments/${experimentId}/recipes` },
        ...saved.map(({ id, name, version, rules, weighting, pairs, runIds }, index) => ({
          label: `${name} v${version}`,
          separated: index === 0,
          onSelect: () =>
            recipe.set({ rules, weights: weighting, pairs, run: runIds, recipe: id, rule: null }),
        })),
      ]}
    />
  )
}
