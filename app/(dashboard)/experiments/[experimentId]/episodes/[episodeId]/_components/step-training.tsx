"use client"

import { useState } from "react"
import { findLabel } from "@/components/episode/label-job"
import type { Labeller } from "@/components/episode/use-labeller"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { Switch } from "@/components/ui/switch"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { LabelKey, LabelValue } from "@/lib/domain/label"
import { CorrectionDialog } from "./correction-dialog"

interface StepTrainingProps {
  episode: EpisodeDetail
  stepIdx: number
  labeller: Labeller
  keys: boolean
  disabled: boolean
}

/** What training makes of one reply: nothing, or something better. */
export function StepTraining({ episode, stepIdx, labeller, keys, disabled }: StepTrainingProps) {
  const [correcting, setCorrecting] = useState(false)
  const currentOf = (key: LabelKey) => findLabel(episode.labels, { stepIdx, key })?.value ?? null
  const masked = currentOf("mask") === true
  const correction = currentOf("correction")
  const say = (key: LabelKey, value: LabelValue, words: string) =>
    labeller.say({ episodeIds: [episode.id], stepIdx, key, value, words })
  const mask = (on: boolean) => say("mask", on, `Step ${stepIdx} ${on ? "masked" : "not masked"}`)
  useHotkeys(
    "Label",
    [
      { keys: "shift+m", label: "Do not train on the selected step", run: () => mask(!masked) },
      { keys: "shift+c", label: "Correct the selected step", run: () => setCorrecting(true) },
    ],
    keys && !disabled,
  )
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <span className="flex items-center gap-1.5">
        <Switch label="Do not train on it" checked={masked} onChange={mask} disabled={disabled} />
        {keys && <Kbd>⇧m</Kbd>}
      </span>
      <Button size="xs" disabled={disabled} onClick={() => setCorrecting(true)}>
        {correction === null ? "Correct" : "Corrected"} {keys && <Kbd>⇧c</Kbd>}
      </Button>
      <CorrectionDialog
        experimentId={episode.experimentId}
        episodeId={episode.id}
        stepIdx={stepIdx}
        saved={typeof correction === "string" ? correction : null}
        open={correcting}
        onOpenChange={setCorrecting}
        onSave={(text) =>
          say(
            "correction",
            text,
            text === null ? `Correction of step ${stepIdx} taken back` : `Step ${stepIdx} corrected`,
          )
        }
      />
    </div>
  )
}
