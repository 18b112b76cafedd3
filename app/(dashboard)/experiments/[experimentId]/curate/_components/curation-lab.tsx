"use client"

import { FunnelIcon } from "@phosphor-icons/react/dist/ssr/Funnel"
import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { useDeferredValue, useMemo, useState } from "react"
import { histogramReach } from "@/components/dataset/histogram-bins"
import { shownThreshold } from "@/components/dataset/shown-threshold"
import { importHref } from "@/components/experiment/links"
import { Page } from "@/components/shell/page"
import { LinkButton } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import { LoadError } from "@/components/ui/load-error"
import { routeQuery } from "@/lib/api-client/query"
import { previewCuration } from "@/lib/contracts/curation"
import { getExperiment } from "@/lib/contracts/experiments"
import { listRuns, type RunRecord } from "@/lib/contracts/runs"
import { previewInput } from "../search-params"
import { DragProvider } from "./drag-provider"
import { KeptColumn } from "./kept-column"
import { LoadingEpisodes } from "./loading-episodes"
import { RecipeMenu } from "./recipe-menu"
import { RulesColumn } from "./rules-column"
import { SaveRecipeDialog } from "./save-recipe-dialog"
import { ThresholdColumn, type ThresholdColumnProps } from "./threshold-column"
import { useAskAhead } from "./use-ask-ahead"
import { useCurve } from "./use-curve"
import { useHeld } from "./use-held"
import { useRecipe } from "./use-recipe"
import { useShared } from "./use-shared"

const NO_RUNS: RunRecord[] = []

/** The pictures are not drawn twice for an answer that comes sooner. */
const PATIENCE_MS = 300

/** Rules on the left, the threshold in the middle, what is kept on the right. */
export function CurationLab({ experimentId }: { experimentId: string }) {
  const recipe = useRecipe(useAskAhead(experimentId))
  const { params } = recipe
  const experiment = useQuery(routeQuery(getExperiment, { experimentId })).data
  const runs = useQuery(routeQuery(listRuns, { experimentId })).data?.items ?? NO_RUNS
  const answer = useQuery({
    ...routeQuery(previewCuration, previewInput(experimentId, params)),
    placeholderData: keepPreviousData,
  })
  const preview = useShared(answer.data)
  const index = shownThreshold(params)
  const threshold = index === null ? undefined : params.rules[index]
  const rule = threshold?.type === "threshold" ? threshold : null
  const histogram = preview?.histogram
  const reach = useMemo(() => histogramReach(histogram), [histogram])
  const [isNear, setNear] = useState(false)
  const curve = useCurve(experimentId, params, answer.isPlaceholderData ? undefined : preview, isNear)
  const refetching = answer.isPlaceholderData
  const shared = { experimentId, recipe, runs, preview, refetching }
  // Numbers first: the pictures wait for the answer, which is drawn before them.
  const parts = usePictured({ recipe, preview, rule, reach, refetching })
  const pictured = useDeferredValue(useHeld(parts, !refetching, PATIENCE_MS))
  return (
    <Page
      layout="work"
      crumbs={[
        { label: experiment?.name ?? "Experiment", href: `/experiments/${experimentId}` },
        { label: "Curation lab" },
      ]}
      actions={
        <>
          <RecipeMenu experimentId={experimentId} recipe={recipe} />
          <SaveRecipeDialog experimentId={experimentId} recipe={recipe} runs={runs} />
        </>
      }
    >
      <h1 className="sr-only">Curation lab</h1>
      {answer.error && (
        <LoadError
          title="The preview could not be made."
          error={answer.error}
          onRetry={() => void answer.refetch()}
        />
      )}
      {answer.isPending && <LoadingEpisodes experimentId={experimentId} />}
      {experiment?.counts.episodes === 0 ? (
        <Empty
          icon={<FunnelIcon />}
          title="No episodes to curate yet"
          actions={
            <LinkButton variant="primary" href={importHref(experiment.name)}>
              Import results
            </LinkButton>
          }
        >
          Curation keeps the good episodes of a run. Import a results file into {experiment.name} first.
        </Empty>
      ) : (
        <DragProvider
          reach={reach}
          curve={curve}
          composition={preview?.composition}
          min={rule?.min ?? null}
          outdated={refetching}
          onRelease={(min) => index !== null && rule && recipe.change(index, { ...rule, min })}
        >
          <div className="flex h-full flex-col xl:grid xl:grid-cols-[294px_minmax(0,1fr)_308px] max-xl:overflow-y-auto">
            <RulesColumn {...shared} />
            <ThresholdColumn experimentId={experimentId} runs={runs} {...pictured} onNear={setNear} />
            <KeptColumn {...shared} experimentName={experiment?.name ?? ""} />
          </div>
        </DragProvider>
      )}
    </Page>
  )
}

type Pictured = Pick<ThresholdColumnProps, "recipe" | "preview" | "rule" | "reach" | "refetching">

/** The same object until a part of it changes. */
function usePictured({ recipe, preview, rule, reach, refetching }: Pictured): Pictured {
  return useMemo(
    () => ({ recipe, preview, rule, reach, refetching }),
    [recipe, preview, rule, reach, refetching],
  )
}
