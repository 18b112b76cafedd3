"use client"

import { useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { runEntities } from "@/components/run/run-entities"
import { Button } from "@/components/ui/button"
import { EntityName } from "@/components/ui/entity-name"
import { FilterSelect } from "@/components/ui/filter-select"
import { routeQuery } from "@/lib/api-client/query"
import { LABEL_STATES, SUCCESS_STATES } from "@/lib/contracts/episode-filter"
import { listRuns, type RunRecord } from "@/lib/contracts/runs"
import { STOP_REASONS } from "@/lib/domain/episode"
import { activeFilters, type FilterKey } from "./filter-params"
import { FlagFilter } from "./flag-filter"
import { RangeFilter } from "./range-filter"
import { RareFilters } from "./rare-filters"
import { SearchField } from "./search-field"
import { STOP_REASON_WORDS } from "./stop-reason"
import { TaskFilter } from "./task-filter"
import type { EpisodeSelectionControl } from "./use-episode-selection"

export const SUCCESS_WORDS = { success: "success", failure: "failed", unknown: "unknown" } as const

export interface EpisodeFilterBarProps {
  experimentId: string
  control: EpisodeSelectionControl
  /** Filters that make no sense here: a queue of unlabelled episodes has no label filter. */
  without?: readonly FilterKey[]
}

/** Every filter of episodes; what is chosen is in the URL. */
export function EpisodeFilterBar({ experimentId, control, without = [] }: EpisodeFilterBarProps) {
  const { selection, setFilter, clear } = control
  const [showsAll, setShowsAll] = useState(false)
  const runs = useQuery(routeQuery(listRuns, { experimentId })).data?.items ?? []
  return (
    <search aria-label="Filter episodes" className="flex flex-wrap items-center gap-1.5">
      {!without.includes("text") && (
        <SearchField text={selection.text} onSearch={(text) => setFilter({ text })} />
      )}
      <FilterSelect
        label="Run"
        values={selection.runId ?? []}
        onChange={(runId) => setFilter({ runId })}
        options={runOptions(runs)}
      />
      <FilterSelect
        label="Outcome"
        values={selection.success ?? []}
        onChange={(success) => setFilter({ success })}
        options={SUCCESS_STATES.map((value) => ({ value, label: SUCCESS_WORDS[value] }))}
      />
      {!without.includes("label") && (
        <FilterSelect
          label="Label"
          values={selection.label ?? []}
          onChange={(label) => setFilter({ label })}
          options={LABEL_STATES.toReversed().map((value) => ({ value, label: value }))}
        />
      )}
      <FilterSelect
        label="Stop reason"
        values={selection.stopReason ?? []}
        onChange={(stopReason) => setFilter({ stopReason })}
        options={STOP_REASONS.map((value) => ({ value, label: STOP_REASON_WORDS[value] }))}
      />
      <TaskFilter experimentId={experimentId} selection={selection} setFilter={setFilter} />
      <RangeFilter
        label="Score"
        min={selection.scoreMin}
        max={selection.scoreMax}
        onChange={(scoreMin, scoreMax) => setFilter({ scoreMin, scoreMax })}
      />
      <FlagFilter
        label="Tool errors"
        value={selection.hasError}
        onChange={(hasError) => setFilter({ hasError })}
      />
      <RareFilters control={control} runs={runs} showsAll={showsAll} />
      <Button variant="ghost" aria-expanded={showsAll} onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? "Fewer filters" : "More filters"}
      </Button>
      {activeFilters(selection).length > 0 && (
        <Button variant="ghost" onClick={clear}>
          Clear all
        </Button>
      )}
    </search>
  )
}

function runOptions(runs: readonly RunRecord[]) {
  const entity = runEntities(runs)
  return runs.map((run) => ({
    value: run.id,
    label: <EntityName {...entity(run.id)} name={run.name} />,
  }))
}
