"use client"

import { recipeHref } from "@/components/dataset/recipe-params"
import { RulesSideBySide } from "@/components/dataset/rules-side-by-side"
import { describePairs, describeWeighting } from "@/components/dataset/weighting-text"
import { Button, LinkButton } from "@/components/ui/button"
import { Panel } from "@/components/ui/panel"
import { Select } from "@/components/ui/select"
import { Snippet } from "@/components/ui/snippet"
import { useToast } from "@/components/ui/toast"
import type { RecipeRecord } from "@/lib/contracts/recipes"
import { writeRecipe } from "./recipe-json"

interface RecipeDetailProps {
  recipe: RecipeRecord
  recipes: readonly RecipeRecord[]
  withId: string | null
  onCompare: (id: string) => void
}

function nameOf({ name, version }: RecipeRecord): string {
  return `${name} v${version}`
}

/** One version: its rules beside those of another, and as JSON. */
export function RecipeDetail({ recipe, recipes, withId, onCompare }: RecipeDetailProps) {
  const toast = useToast()
  const others = recipes.filter(({ id }) => id !== recipe.id)
  const previous = others.find(({ name, version }) => name === recipe.name && version === recipe.version - 1)
  const other = others.find(({ id }) => id === withId) ?? previous ?? null
  const { experimentId, rules } = recipe
  const lab = recipeHref(experimentId, recipe)
  const share = async () => {
    await navigator.clipboard.writeText(new URL(lab, window.location.href).href)
    toast({ title: "The link opens this recipe in the curation lab.", tone: "success" })
  }
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Panel
        title={nameOf(recipe)}
        actions={
          <>
            {others.length > 0 && (
              <Select
                label="Compare with"
                size="xs"
                value={other?.id ?? null}
                placeholder="Compare with"
                onChange={onCompare}
                options={others.map((one) => ({ value: one.id, label: nameOf(one) }))}
              />
            )}
            <Button size="xs" variant="ghost" onClick={() => void share()}>
              Copy link
            </Button>
            <LinkButton size="xs" href={lab}>
              Open in the lab
            </LinkButton>
          </>
        }
      >
        <RulesSideBySide
          before={other ? { name: nameOf(other), rules: other.rules } : { name: "nothing", rules: [] }}
          after={{ name: nameOf(recipe), rules }}
        />
        <BesidesRules recipe={recipe} other={other} />
      </Panel>
      <Panel title="As JSON" note="what a script posts to make it, or a dataset of it" padded>
        <Snippet label="the recipe as JSON">{writeRecipe(recipe)}</Snippet>
        <p className="mt-2 break-words text-kumo-subtle text-note">
          POST it to <code className="font-mono">/api/v1/experiments/{experimentId}/recipes</code>. Rules that
          say the same as the newest version of the name answer that version.
        </p>
      </Panel>
    </div>
  )
}

/** Weights and pairs, where one of the two has any. */
function BesidesRules({ recipe, other }: { recipe: RecipeRecord; other: RecipeRecord | null }) {
  const weightsOf = (one: RecipeRecord) => describeWeighting(one.weighting)
  const pairsOf = ({ pairs }: RecipeRecord) => (pairs ? describePairs(pairs) : "none")
  const parts = [
    { name: "Weights", say: weightsOf, isSaid: (one: RecipeRecord) => one.weighting.scheme !== "none" },
    { name: "Pairs", say: pairsOf, isSaid: (one: RecipeRecord) => one.pairs !== null },
  ].filter(({ isSaid }) => isSaid(recipe) || (other && isSaid(other)))
  if (parts.length === 0) return null
  return (
    <dl className="flex flex-col gap-1 border-kumo-hairline border-t p-3 text-note">
      {parts.map(({ name, say }) => (
        <div key={name} className="grid grid-cols-[64px_minmax(0,1fr)] gap-2">
          <dt className="text-kumo-subtle">{name}</dt>
          <dd>
            {say(recipe)}
            {other && say(other) !== say(recipe) && (
              <span className="text-kumo-subtle">
                {" "}
                ({nameOf(other)}: {say(other)})
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
