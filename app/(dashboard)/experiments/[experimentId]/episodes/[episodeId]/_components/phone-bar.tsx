"use client"

import { findLabel, toVerdict } from "@/components/episode/label-job"
import type { Labeller } from "@/components/episode/use-labeller"
import { VerdictButtons } from "@/components/episode/verdict-buttons"
import { usePermission } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Dialog } from "@/components/ui/dialog"
import { OutcomeIcon } from "@/components/ui/outcome-badge"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import { AttemptsColumn } from "./attempts-column"
import { EpisodeLabels } from "./episode-labels"
import { EpisodeMetrics } from "./episode-metrics"
import { OutcomeHead } from "./outcome-head"
import type { ReaderControl } from "./use-reader"

interface PhoneBarProps {
  episode: EpisodeDetail
  reader: ReaderControl
  labeller: Labeller
}

/** On a phone both side columns are sheets, and the verdicts stay at hand. */
export function PhoneBar({ episode, reader, labeller }: PhoneBarProps) {
  const may = usePermission("label.write")
  const verdict = toVerdict(findLabel(episode.labels, { stepIdx: null, key: "verdict" })?.value)
  return (
    <div className="grid shrink-0 gap-2 border-kumo-line border-t bg-kumo-base p-3 md:hidden">
      <div className="grid grid-cols-2 gap-2">
        <Dialog
          title="Attempts"
          trigger={
            <Button size="base" className="h-11 w-full justify-center">
              Attempts
            </Button>
          }
        >
          <AttemptsColumn episode={episode} reader={reader} />
        </Dialog>
        <Dialog
          title="Outcome and label"
          trigger={
            <Button
              size="base"
              className="h-11 w-full justify-center"
              icon={<OutcomeIcon success={episode.success} />}
            >
              Outcome
            </Button>
          }
        >
          <div className="-mx-4 grid gap-1">
            <OutcomeHead episode={episode} experiment={reader.experiment} />
            <EpisodeMetrics episode={episode} blocks={reader.blocks} />
            <EpisodeLabels episode={episode} reader={reader} labeller={labeller} keys={false} />
          </div>
        </Dialog>
      </div>
      <VerdictButtons
        target="this episode"
        value={verdict}
        prefix={null}
        disabled={!may}
        onChange={(value) =>
          labeller.say({
            episodeIds: [episode.id],
            stepIdx: null,
            key: "verdict",
            value,
            words: `Episode labelled ${value}`,
          })
        }
      />
    </div>
  )
}
