"use client"

import { useQuery } from "@tanstack/react-query"
import { useQueryStates } from "nuqs"
import { ExperimentSwitch } from "@/components/experiment/experiment-switch"
import { curateHref } from "@/components/experiment/links"
import { Page } from "@/components/shell/page"
import { LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { PageHeader } from "@/components/ui/page-header"
import { Panel } from "@/components/ui/panel"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import { getExperiment } from "@/lib/contracts/experiments"
import { listRecipes } from "@/lib/contracts/recipes"
import { recipePageParsers } from "../search-params"
import { PasteRecipeDialog } from "./paste-recipe-dialog"
import { RecipeDetail } from "./recipe-detail"
import { VersionList } from "./version-list"

/** Every version of every recipe: what it says, what the one before said, and the JSON that a script posts. */
export function RecipesView({ experimentId }: { experimentId: string }) {
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const query = useQuery(routeQuery(listRecipes, { experimentId, limit: 200 }))
  const [params, setParams] = useQueryStates(recipePageParsers)
  const recipes = query.data?.items
  const chosen = recipes?.find(({ id }) => id === params.recipe) ?? recipes?.[0]
  return (
    <Page
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Recipes" },
      ]}
      actions={
        <PasteRecipeDialog
          experimentId={experimentId}
          onSaved={({ id }) => void setParams({ recipe: id, with: null })}
        />
      }
    >
      <PageHeader
        title="Recipes"
        description="Rules over episodes, by name and version. A version never changes; saving other rules makes the next one."
        actions={
          <ExperimentSwitch experimentId={experimentId} hrefOf={(id) => `/experiments/${id}/recipes`} />
        }
      />
      {query.error && !recipes && (
        <LoadError
          title="The recipes could not be read."
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {!recipes && !query.error && <Skeleton className="h-40" />}
      {recipes && !chosen && (
        <Panel>
          <Empty
            title="No recipe yet"
            actions={
              <LinkButton variant="primary" href={curateHref(experimentId)}>
                Open the curation lab
              </LinkButton>
            }
          >
            A recipe is saved in the curation lab, with every dataset, or posted by a script.
          </Empty>
        </Panel>
      )}
      {recipes && chosen && (
        <div className="grid items-start gap-3 lg:grid-cols-[280px_minmax(0,1fr)]">
          <VersionList
            recipes={recipes}
            chosenId={chosen.id}
            onChoose={(recipe) => void setParams({ recipe, with: null }, { history: "push" })}
          />
          <RecipeDetail
            key={chosen.id}
            recipe={chosen}
            recipes={recipes}
            withId={params.with}
            onCompare={(other) => void setParams({ with: other })}
          />
        </div>
      )}
    </Page>
  )
}
