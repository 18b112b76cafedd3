"use client"

import { useRef } from "react"
import { EpisodeFields } from "@/components/episode/episode-fields"
import { LabelFailures } from "@/components/episode/label-failures"
import { findLabel, type LabelJob, toVerdict } from "@/components/episode/label-job"
import { NoteField, type NoteFieldHandle } from "@/components/episode/note-field"
import { useLabelKeys } from "@/components/episode/use-label-keys"
import type { Labeller } from "@/components/episode/use-labeller"
import { VERDICT_CHOICES, VerdictButtons } from "@/components/episode/verdict-buttons"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { usePermission } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import { RelativeTime } from "@/components/ui/relative-time"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { Verdict } from "@/lib/domain/label"
import { LabelHistory } from "./label-history"
import { StepTraining } from "./step-training"
import type { ReaderControl } from "./use-reader"

interface EpisodeLabelsProps {
  episode: EpisodeDetail
  reader: ReaderControl
  labeller: Labeller
  /** The keys belong to the column; a sheet on a phone shows the same without them. */
  keys?: boolean
}

/** Keys judge the episode, the same with Shift the selected step: one rule, and both say so. */
export function EpisodeLabels({ episode, reader, labeller, keys = true }: EpisodeLabelsProps) {
  const { selected } = reader
  const block = selected === null ? undefined : reader.blocks.find(({ to }) => to >= selected)
  return (
    <section className="border-kumo-hairline border-b">
      <LabelFailures labeller={labeller} />
      <TargetLabels
        title="Label"
        target="this episode"
        stepIdx={null}
        prefix=""
        {...{ episode, labeller, keys }}
      />
      {selected !== null && block ? (
        <TargetLabels
          key={selected}
          title={`Step ${selected}`}
          target={`step ${selected}`}
          stepIdx={selected}
          prefix="⇧"
          trained={block.kind === "assistant" || (block.kind === "call" && block.from === selected)}
          {...{ episode, labeller, keys }}
        />
      ) : (
        <p className="px-3.5 pb-2.5 text-kumo-subtle text-note max-md:hidden">
          <Kbd>j</Kbd> <Kbd>k</Kbd> select a step to judge it on its own
        </p>
      )}
    </section>
  )
}

interface TargetLabelsProps {
  title: string
  target: string
  stepIdx: number | null
  prefix: string
  episode: EpisodeDetail
  labeller: Labeller
  keys: boolean
  /** A reply of the assistant, which models are trained on. */
  trained?: boolean
}

function TargetLabels(props: TargetLabelsProps) {
  const { title, target, stepIdx, prefix, episode, labeller, keys, trained = false } = props
  const may = usePermission("label.write")
  const labelKeys = useLabelKeys()
  const note = useRef<NoteFieldHandle>(null)
  const current = findLabel(episode.labels, { stepIdx, key: "verdict" })
  const say = (key: LabelJob["key"], value: string | null, words: string) =>
    labeller.say({ episodeIds: [episode.id], stepIdx, key, value, words })
  const subject = stepIdx === null ? "Episode" : `Step ${stepIdx}`
  const judge = (verdict: Verdict) => say("verdict", verdict, `${subject} labelled ${verdict}`)
  useTargetKeys(stepIdx, judge, () => note.current?.focus(), keys && may)
  return (
    <div className="grid gap-2 px-3.5 py-2.5">
      <div className="flex items-center justify-between">
        <h2 className="font-semibold">{title}</h2>
        {stepIdx === null && (
          <Button
            size="xs"
            variant="ghost"
            onClick={() => labeller.undo()}
            disabled={!may || !labeller.canUndo}
          >
            undo <Kbd>{labelKeys.undo}</Kbd>
          </Button>
        )}
      </div>
      <VerdictButtons
        target={target}
        value={toVerdict(current?.value)}
        onChange={judge}
        disabled={!may}
        prefix={keys ? prefix : null}
      />
      {stepIdx !== null && trained && (
        <StepTraining {...{ episode, stepIdx, labeller, keys }} disabled={!may} />
      )}
      {stepIdx === null && (
        <EpisodeFields
          episode={episode}
          labeller={labeller}
          {...(keys ? { keysUnder: "Label" } : {})}
          disabled={!may}
        />
      )}
      <NoteField
        ref={note}
        label={stepIdx === null ? "Note" : `Note on step ${stepIdx}`}
        shortcut={!keys ? undefined : stepIdx === null ? labelKeys.note : `⇧${labelKeys.note}`}
        draftKey={`${episode.id}/${stepIdx}`}
        saved={noteOf(episode, stepIdx)}
        unsaved={unsavedNote(labeller, episode.id, stepIdx)}
        onSave={(text) =>
          say("note", text || null, text ? `Note on ${target} saved` : `Note on ${target} removed`)
        }
        disabled={!may}
      />
      <div className="flex items-center justify-between gap-2 text-kumo-subtle text-note">
        {may ? <Author current={current} /> : <span>Labelling needs the role labeler.</span>}
        {stepIdx === null && <LabelHistory episode={episode} />}
      </div>
    </div>
  )
}

function useTargetKeys(
  stepIdx: number | null,
  judge: (verdict: Verdict) => void,
  focusNote: () => void,
  enabled: boolean,
): void {
  const labelKeys = useLabelKeys()
  const shift = stepIdx === null ? "" : "shift+"
  const what = stepIdx === null ? "the episode" : "the selected step"
  useHotkeys(
    "Label",
    [
      ...VERDICT_CHOICES.map(({ verdict, label }) => ({
        keys: `${shift}${labelKeys[verdict]}`,
        label: `${label}: ${what}`,
        run: () => judge(verdict),
      })),
      { keys: `${shift}${labelKeys.note}`, label: `Note on ${what}`, run: focusNote },
    ],
    enabled,
  )
}

function Author({ current }: { current: EpisodeDetail["labels"][number] | undefined }) {
  if (!current) return <span>not labelled yet</span>
  return (
    <span className="min-w-0 truncate">
      {current.authorName ?? current.source} · <RelativeTime at={current.createdAt} />
    </span>
  )
}

function noteOf(episode: EpisodeDetail, stepIdx: number | null): string {
  const value = findLabel(episode.labels, { stepIdx, key: "note" })?.value
  return typeof value === "string" ? value : ""
}

/** The newest note on its way or refused, so that the field keeps showing it. */
function unsavedNote(labeller: Labeller, episodeId: string, stepIdx: number | null): string | null {
  const job = [...labeller.failed, ...labeller.pending].findLast(
    (candidate) =>
      candidate.key === "note" &&
      !candidate.undoes &&
      candidate.stepIdx === stepIdx &&
      candidate.episodeIds.includes(episodeId),
  )
  if (!job) return null
  return typeof job.value === "string" ? job.value : ""
}
