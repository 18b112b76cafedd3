"use client"

import type { Labeller } from "@/components/episode/use-labeller"
import { CopyText } from "@/components/ui/copy-text"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import { EpisodeLabels } from "./episode-labels"
import { EpisodeMetrics } from "./episode-metrics"
import { OutcomeHead } from "./outcome-head"
import { StepsSection } from "./steps-section"
import type { ReaderControl } from "./use-reader"

export interface OutcomeColumnProps {
  episode: EpisodeDetail
  reader: ReaderControl
  labeller: Labeller
}

/** Outcome first and why, then figures, judgement and the steps. */
export function OutcomeColumn({ episode, reader, labeller }: OutcomeColumnProps) {
  return (
    <div className="flex h-full min-h-0 flex-col overflow-y-auto">
      <OutcomeHead episode={episode} experiment={reader.experiment} />
      <EpisodeMetrics episode={episode} blocks={reader.blocks} />
      <EpisodeLabels episode={episode} reader={reader} labeller={labeller} />
      <StepsSection reader={reader} />
      <footer className="flex shrink-0 items-center justify-between gap-2 border-kumo-hairline border-t px-3.5 py-1.5 text-kumo-subtle text-note">
        <CopyText value={episode.id} label="Copy episode id" />
        <span className="min-w-0 truncate" title={episode.externalId}>
          {episode.externalId}
        </span>
      </footer>
    </div>
  )
}
