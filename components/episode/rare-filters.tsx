"use client"

import { FilterSelect } from "@/components/ui/filter-select"
import type { RunRecord } from "@/lib/contracts/runs"
import { SPLITS } from "@/lib/domain/episode"
import { DayFilter } from "./day-filter"
import { type FilterKey, isSet } from "./filter-params"
import { FlagFilter } from "./flag-filter"
import { LabelerFilter } from "./labeler-filter"
import { RangeFilter } from "./range-filter"
import { TagFilter } from "./tag-filter"
import type { EpisodeSelectionControl } from "./use-episode-selection"

export interface RareFiltersProps {
  control: EpisodeSelectionControl
  runs: readonly RunRecord[]
  /** Otherwise only those that are set. */
  showsAll: boolean
}

/** Filters that are asked for less often. */
export function RareFilters({ control, runs, showsAll }: RareFiltersProps) {
  const { selection, setFilter } = control
  const shown = (...keys: FilterKey[]) => showsAll || keys.some((key) => isSet(selection[key]))
  return (
    <>
      {shown("costUsdMin", "costUsdMax") && (
        <RangeFilter
          label="Cost, $"
          min={selection.costUsdMin}
          max={selection.costUsdMax}
          onChange={(costUsdMin, costUsdMax) => setFilter({ costUsdMin, costUsdMax })}
        />
      )}
      {shown("latencyMsMin", "latencyMsMax") && (
        <RangeFilter
          label="Latency, s"
          min={toSeconds(selection.latencyMsMin)}
          max={toSeconds(selection.latencyMsMax)}
          onChange={(min, max) => setFilter({ latencyMsMin: toMs(min), latencyMsMax: toMs(max) })}
        />
      )}
      {shown("stepCountMin", "stepCountMax") && (
        <RangeFilter
          label="Steps"
          min={selection.stepCountMin}
          max={selection.stepCountMax}
          onChange={(stepCountMin, stepCountMax) => setFilter({ stepCountMin, stepCountMax })}
        />
      )}
      {shown("contentTokensMin", "contentTokensMax") && (
        <RangeFilter
          label="Tokens"
          min={selection.contentTokensMin}
          max={selection.contentTokensMax}
          onChange={(contentTokensMin, contentTokensMax) => setFilter({ contentTokensMin, contentTokensMax })}
        />
      )}
      {shown("createdAtMin", "createdAtMax") && (
        <DayFilter
          first={selection.createdAtMin}
          last={selection.createdAtMax}
          onChange={(createdAtMin, createdAtMax) => setFilter({ createdAtMin, createdAtMax })}
        />
      )}
      {shown("tag") && <TagFilter tag={selection.tag} onChange={(tag) => setFilter({ tag })} />}
      {shown("modelId") && (
        <FilterSelect
          label="Model"
          values={selection.modelId ?? []}
          onChange={(modelId) => setFilter({ modelId })}
          options={modelOptions(runs)}
        />
      )}
      {shown("labelerId") && (
        <LabelerFilter
          labelerIds={selection.labelerId ?? []}
          onChange={(labelerId) => setFilter({ labelerId })}
        />
      )}
      {shown("split") && (
        <FilterSelect
          label="Split"
          values={selection.split ?? []}
          onChange={(split) => setFilter({ split })}
          options={SPLITS.map((value) => ({ value, label: value }))}
        />
      )}
      {shown("repaired") && (
        <FlagFilter
          label="Repaired"
          value={selection.repaired}
          onChange={(repaired) => setFilter({ repaired })}
        />
      )}
    </>
  )
}

const toSeconds = (ms: number | null) => (ms === null ? null : ms / 1000)

const toMs = (seconds: number | null) => (seconds === null ? null : seconds * 1000)

function modelOptions(runs: readonly RunRecord[]) {
  const models = new Map(runs.map(({ model }) => [model.id, model.name]))
  return [...models].map(([value, label]) => ({ value, label }))
}
