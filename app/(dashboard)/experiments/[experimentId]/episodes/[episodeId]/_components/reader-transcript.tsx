"use client"

import { useMemo } from "react"
import { toVerdict } from "@/components/episode/label-job"
import type { Find } from "@/components/transcript/find/use-find"
import { Transcript } from "@/components/transcript/transcript"
import type { StepLabels, TranscriptView } from "@/components/transcript/transcript-context"
import type { Folds } from "@/components/transcript/use-folds"
import { Button } from "@/components/ui/button"
import { Empty } from "@/components/ui/empty"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { ReaderControl } from "./use-reader"

interface ReaderTranscriptProps {
  reader: ReaderControl
  view: TranscriptView
  folds: Folds
  marked: Find["marked"]
  onViewChange: (view: TranscriptView) => void
}

export function ReaderTranscript({ reader, view, folds, marked, onViewChange }: ReaderTranscriptProps) {
  const { episode, experiment, blocks, selected, select, stepHref } = reader
  const labels = episode?.labels
  const labelsOf = useMemo(() => groupStepLabels(labels ?? []), [labels])
  const taskData = episode?.taskData
  const revealed = useMemo(() => ({ taskData }), [taskData])
  if (!episode || !experiment) return null
  if (episode.stepCount === 0) {
    return (
      <Empty title="This episode has no steps" level={3}>
        It ended before the first message. The outcome on the right says what is known of it.
      </Empty>
    )
  }
  if (view.errorsOnly && blocks.length > 0 && !blocks.some(({ isError }) => isError)) {
    return (
      <Empty
        title={`None of the ${episode.stepCount} steps is an error`}
        level={3}
        actions={<Button onClick={() => onViewChange({ ...view, errorsOnly: false })}>Show all steps</Button>}
        shortcut="e"
      />
    )
  }
  return (
    <Transcript
      experimentId={reader.experimentId}
      episodeId={episode.id}
      environment={experiment.environment}
      revealed={revealed}
      blocks={blocks}
      view={view}
      folds={folds}
      selected={selected}
      onSelect={select}
      stepHref={stepHref}
      labelsOf={labelsOf}
      marked={marked}
      miniMap
    />
  )
}

function groupStepLabels(labels: EpisodeDetail["labels"]): (stepIdx: number) => StepLabels | undefined {
  const steps = new Map<number, StepLabels>()
  for (const { stepIdx, key, value } of labels) {
    if (stepIdx === null) continue
    const known = steps.get(stepIdx) ?? { verdict: null, note: null }
    if (key === "verdict") known.verdict = toVerdict(value)
    if (key === "note" && typeof value === "string") known.note = value
    steps.set(stepIdx, known)
  }
  return (stepIdx) => steps.get(stepIdx)
}
