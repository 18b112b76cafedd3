"use client"

import { useQuery } from "@tanstack/react-query"
import { runEntities } from "@/components/run/run-entities"
import { Button } from "@/components/ui/button"
import { EntityName } from "@/components/ui/entity-name"
import { FilterSelect } from "@/components/ui/filter-select"
import { routeQuery } from "@/lib/api-client/query"
import { LABEL_STATES, SUCCESS_STATES } from "@/lib/contracts/episode-filter"
import { listRuns, type RunRecord } from "@/lib/contracts/runs"
import { SPLITS, STOP_REASONS } from "@/lib/domain/episode"
import { activeFilters, type FilterKey } from "./filter-params"
import { RangeFilter } from "./range-filter"
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
  const runs = useQuery(routeQuery(listRuns, { experimentId })).data?.items ?? []
  return (
    <search aria-label="Filter episodes" className="flex flex-wrap items-center gap-1.5">
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
      <RangeFilter
        label="Steps"
        min={selection.stepCountMin}
        max={selection.stepCountMax}
        onChange={(stepCountMin, stepCountMax) => setFilter({ stepCountMin, stepCountMax })}
      />
      <FlagFilter
        label="Tool errors"
        value={selection.hasError}
        onChange={(hasError) => setFilter({ hasError })}
      />
      <FlagFilter
        label="Repaired"
        value={selection.repaired}
        onChange={(repaired) => setFilter({ repaired })}
      />
      <FilterSelect
        label="Split"
        values={selection.split ?? []}
        onChange={(split) => setFilter({ split })}
        options={SPLITS.map((value) => ({ value, label: value }))}
      />
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

interface FlagFilterProps {
  label: string
  value: boolean | null
  onChange: (value: boolean | null) => void
}

function FlagFilter({ label, value, onChange }: FlagFilterProps) {
  return (
    <FilterSelect
      label={label}
      values={value === null ? [] : [value ? "with" : "without"]}
      onChange={(values) => onChange(values.length === 1 ? values[0] === "with" : null)}
      options={[
        { value: "with", label: "with" },
        { value: "without", label: "without" },
      ]}
    />
  )
}
