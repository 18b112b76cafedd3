"use client"

import { type Attempt, listAttempts } from "@/components/episode/counterpart"
import { formatCountOf } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatUsd } from "@/components/format/usd"
import { useRunEntity } from "@/components/run/use-run-entity"
import { EntityName } from "@/components/ui/entity-name"
import { OutcomeBadge } from "@/components/ui/outcome-badge"
import { Select } from "@/components/ui/select"
import type { EpisodeDetail } from "@/lib/contracts/episodes"

interface SideHeadProps {
  label: string
  episode: EpisodeDetail | undefined
  /** Another attempt at the task on this side. */
  onPick: (episodeId: string) => void
}

/** Whose attempt stands on this side, how it ended and what it took; any other attempt can take its place. */
export function SideHead({ episode, ...props }: SideHeadProps) {
  return episode ? <Head {...props} episode={episode} /> : <div className="min-h-10" />
}

function Head({ label, episode, onPick }: SideHeadProps & { episode: EpisodeDetail }) {
  const entity = useRunEntity(episode.experimentId)
  const facts = [
    formatCountOf(episode.stepCount, "step"),
    episode.latencyMs === null ? null : formatDuration(episode.latencyMs),
    episode.costUsd === null ? null : formatUsd(episode.costUsd, 4),
  ]
  const nameOf = ({ runId, runName, trial }: Attempt) => (
    <EntityName {...entity(runId)} name={runName} detail={`trial ${trial + 1}`} />
  )
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 px-3 py-1.5">
      <Select
        label={label}
        value={episode.id}
        onChange={onPick}
        options={listAttempts(episode).map((attempt) => ({ value: attempt.id, label: nameOf(attempt) }))}
        className="min-w-0 max-w-72"
      />
      <OutcomeBadge success={episode.success} />
      <span className="ml-auto whitespace-nowrap text-kumo-subtle text-note tabular max-md:ml-0">
        {facts.filter(Boolean).join(" · ")}
      </span>
    </div>
  )
}
