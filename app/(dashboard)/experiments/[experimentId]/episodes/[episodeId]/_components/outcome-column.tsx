"use client"

import type { Labeller } from "@/components/episode/use-labeller"
import { OutlineJumps } from "@/components/transcript/outline-jumps"
import { outlineMeasure, StepsOutline } from "@/components/transcript/steps-outline"
import { CopyText } from "@/components/ui/copy-text"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import { EpisodeLabels } from "./episode-labels"
import { EpisodeMetrics } from "./episode-metrics"
import { OutcomeHead } from "./outcome-head"
import type { ReaderControl } from "./use-reader"

export interface OutcomeColumnProps {
  episode: EpisodeDetail
  reader: ReaderControl
  labeller: Labeller
}

/** Outcome first and why, then figures, judgement and the steps. */
export function OutcomeColumn({ episode, reader, labeller }: OutcomeColumnProps) {
  const { blocks, selected, select } = reader
  const measure = outlineMeasure(blocks)
  return (
    <div className="flex h-full min-h-0 flex-col overflow-y-auto">
      <OutcomeHead episode={episode} experiment={reader.experiment} />
      <EpisodeMetrics episode={episode} blocks={blocks} />
      <EpisodeLabels episode={episode} reader={reader} labeller={labeller} />
      <section className="flex min-h-60 flex-1 flex-col">
        <header className="flex items-center justify-between px-3.5 pt-2.5 pb-1">
          <h2 className="font-semibold">Steps</h2>
          <span className="flex items-center gap-1.5 text-kumo-subtle text-note">bar is {measure}</span>
        </header>
        <OutlineJumps blocks={blocks} selected={selected} onSelect={select} />
        <StepsOutline blocks={blocks} selected={selected} onSelect={select} />
      </section>
      <footer className="flex shrink-0 items-center justify-between gap-2 border-kumo-hairline border-t px-3.5 py-1.5 text-kumo-subtle text-note">
        <CopyText value={episode.id} label="Copy episode id" />
        <span className="min-w-0 truncate" title={episode.externalId}>
          {episode.externalId}
        </span>
      </footer>
    </div>
  )
}
