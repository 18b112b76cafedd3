"use client"

import { useQuery } from "@tanstack/react-query"
import { NumberInput } from "@/components/distill/number-input"
import { EpisodeFilterBar } from "@/components/episode/episode-filter-bar"
import { toSelectionInput } from "@/components/episode/filter-params"
import { useEpisodeSelection } from "@/components/episode/use-episode-selection"
import { Select } from "@/components/ui/select"
import { routeQuery } from "@/lib/api-client/query"
import type { startJudgeRun } from "@/lib/contracts/judges"
import { listQueues } from "@/lib/contracts/queues"
import type { RouteInput } from "@/lib/contracts/route"

type Source = RouteInput<typeof startJudgeRun>["source"]

const FILTER = "filter"

export interface JudgeSetState {
  /** A queue, or null for the filter of the page. */
  queueId: string | null
  count: number | null
  budgetUsd: number | null
}

export const EMPTY_SET: JudgeSetState = { queueId: null, count: null, budgetUsd: null }

/** What the fields say, with the filter that stands in the address. */
export function useJudgeSource({ queueId, count }: JudgeSetState): Source {
  const { selection } = useEpisodeSelection()
  const { sort: _, order: __, ...filter } = toSelectionInput(selection)
  return queueId === null ? { kind: "filter", filter, count } : { kind: "queue", queueId }
}

interface JudgeSetProps {
  experimentId: string
  value: JudgeSetState
  onChange: (part: Partial<JudgeSetState>) => void
}

/** Which episodes a judge reads, and what it may spend on them. */
export function JudgeSet({ experimentId, value, onChange }: JudgeSetProps) {
  const control = useEpisodeSelection()
  const queues = useQuery(routeQuery(listQueues, { experimentId, limit: 200 })).data?.items ?? []
  return (
    <div className="grid gap-3">
      <Select
        label="Episodes"
        showLabel
        value={value.queueId ?? FILTER}
        onChange={(chosen) => onChange({ queueId: chosen === FILTER ? null : chosen })}
        options={[
          { value: FILTER, label: "Those that match a filter" },
          ...queues.map(({ id, name }) => ({ value: id, label: `Queue: ${name}` })),
        ]}
      />
      {value.queueId === null && <EpisodeFilterBar experimentId={experimentId} control={control} />}
      <div className="grid grid-cols-2 items-start gap-3 max-md:grid-cols-1">
        {value.queueId === null && (
          <NumberInput
            label="How many of them, at random"
            placeholder="all of them"
            whole
            min={1}
            max={10_000}
            value={value.count}
            onChange={(count) => onChange({ count })}
          />
        )}
        <NumberInput
          label="Budget (USD)"
          placeholder="none"
          min={0.01}
          max={1_000_000}
          description="The run pauses once so much is spent."
          value={value.budgetUsd}
          onChange={(budgetUsd) => onChange({ budgetUsd })}
        />
      </div>
    </div>
  )
}
