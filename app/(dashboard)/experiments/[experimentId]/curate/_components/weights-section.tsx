"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { WeightGauge } from "@/components/dataset/weight-gauge"
import { SCHEME_NAMES, SCHEME_NOTES } from "@/components/dataset/weighting-text"
import { LoadError } from "@/components/ui/load-error"
import { RefetchBar } from "@/components/ui/panel"
import { Select } from "@/components/ui/select"
import { Skeleton } from "@/components/ui/skeleton"
import { routeQuery } from "@/lib/api-client/query"
import { planDataset } from "@/lib/contracts/datasets"
import { weighCuration } from "@/lib/contracts/weights"
import { WEIGHT_SCHEMES, type WeightScheme } from "@/lib/domain/curation/weighting"
import { datasetInput } from "./dataset-input"
import { ImportanceFit } from "./importance-fit"
import type { LabProps } from "./lab-props"
import { newWeighting } from "./new-weighting"
import { WeightingEditor } from "./weighting-editor"

/** How much each kept episode counts, and how evenly. */
export function WeightsSection(props: LabProps) {
  const { recipe, preview } = props
  const { weights } = recipe.params
  const choose = (scheme: WeightScheme) => recipe.set({ weights: newWeighting(scheme) })
  return (
    <section aria-label="Weights" className="flex flex-col gap-2 border-kumo-hairline border-t px-3 py-2.5">
      <h2 className="font-semibold text-body">Weights</h2>
      <Select
        label="Weighting"
        value={weights.scheme}
        onChange={choose}
        options={WEIGHT_SCHEMES.map((value) => ({ value, label: SCHEME_NAMES[value] }))}
      />
      {weights.scheme !== "none" && (
        <p className="text-kumo-subtle text-note">{SCHEME_NOTES[weights.scheme]}</p>
      )}
      <WeightingEditor
        weighting={weights}
        metrics={preview?.metrics ?? ["score"]}
        onChange={(next) => recipe.set({ weights: next })}
      />
      {weights.scheme === "importance" && <MeasuredGauge {...props} />}
      {weights.scheme !== "importance" && weights.scheme !== "none" && <KeptGauge {...props} />}
    </section>
  )
}

/** From columns alone, over everything that is kept. */
function KeptGauge({ experimentId, recipe, refetching }: LabProps) {
  const { run: runIds, rules, weights: weighting } = recipe.params
  const answer = useQuery({
    ...routeQuery(weighCuration, { experimentId, runIds, rules, weighting, pairs: null }),
    placeholderData: keepPreviousData,
    enabled: !refetching,
  })
  if (answer.error) {
    return (
      <LoadError
        title="The weights did not load."
        error={answer.error}
        onRetry={() => void answer.refetch()}
      />
    )
  }
  const weights = answer.data?.weights
  if (!weights) return <Skeleton className="h-28" />
  return (
    <div className="relative" aria-busy={answer.isPlaceholderData}>
      {answer.isPlaceholderData && <RefetchBar />}
      <WeightGauge {...weights} />
      <p className="pt-1 text-kumo-subtle text-note">
        Over all that is kept; a dataset weighs its training side.
      </p>
    </div>
  )
}

/** Over the training side as the dataset would have it, once its log-ratios are measured. */
function MeasuredGauge({ experimentId, recipe, runs }: LabProps) {
  const input = { ...datasetInput(experimentId, recipe.params, runs), pairs: null }
  const plan = useQuery({ ...routeQuery(planDataset, input), enabled: runs.length > 0, retry: false })
  if (plan.error) {
    return (
      <LoadError title="The weights did not load." error={plan.error} onRetry={() => void plan.refetch()} />
    )
  }
  if (!plan.data) return <Skeleton className="h-28" />
  const { weights, fit } = plan.data
  if (weights) return <WeightGauge {...weights} />
  return fit && <ImportanceFit input={input} fit={fit} />
}
