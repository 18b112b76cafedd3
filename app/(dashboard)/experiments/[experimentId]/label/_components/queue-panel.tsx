"use client"

import { ArrowCounterClockwiseIcon } from "@phosphor-icons/react/dist/ssr/ArrowCounterClockwise"
import { EyeSlashIcon } from "@phosphor-icons/react/dist/ssr/EyeSlash"
import { SkipForwardIcon } from "@phosphor-icons/react/dist/ssr/SkipForward"
import { useRef } from "react"
import { EpisodeFields } from "@/components/episode/episode-fields"
import { LabelFailures } from "@/components/episode/label-failures"
import { findLabel, toVerdict } from "@/components/episode/label-job"
import { NoteField, type NoteFieldHandle } from "@/components/episode/note-field"
import { useLabelKeys } from "@/components/episode/use-label-keys"
import { VERDICT_CHOICES, VerdictButtons } from "@/components/episode/verdict-buttons"
import { formatCount } from "@/components/format/count"
import { formatWait } from "@/components/format/duration"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { usePermission } from "@/components/shell/viewer"
import { Button } from "@/components/ui/button"
import { Kbd } from "@/components/ui/kbd"
import type { EpisodeDetail } from "@/lib/contracts/episodes"
import type { Verdict } from "@/lib/domain/label"
import type { Queue } from "./use-queue"

interface QueuePanelProps {
  episodeId: string
  /** Undefined until it has arrived; a verdict need not wait for it. */
  episode: EpisodeDetail | undefined
  queue: Queue
}

/** The judgement. A verdict saves and goes on to the next episode. */
export function QueuePanel({ episodeId, episode, queue }: QueuePanelProps) {
  const may = usePermission("label.write")
  const keys = useLabelKeys()
  const note = useRef<NoteFieldHandle>(null)
  const savedNote = noteOf(episode)
  const judge = (verdict: Verdict) => {
    const typed = note.current?.read() ?? savedNote
    queue.judge(episodeId, verdict, typed === savedNote ? null : typed)
  }
  const skip = () => queue.skip(episodeId)
  useHotkeys(
    "Label",
    [
      ...VERDICT_CHOICES.map(({ verdict, label }) => ({
        keys: keys[verdict],
        label: `${label}, and next`,
        run: () => judge(verdict),
      })),
      { keys: keys.note, label: "Note", run: () => note.current?.focus() },
    ],
    may,
  )
  useHotkeys("Label", [
    { keys: keys.skip, label: "Skip", run: skip },
    { keys: keys.undo, label: "Undo the last label", run: queue.undo },
  ])
  return (
    <aside
      aria-label="Your judgement"
      className="flex min-h-0 flex-col overflow-y-auto border-kumo-hairline border-l max-md:max-h-[60dvh] max-md:border-t max-md:border-l-0"
    >
      <LabelFailures labeller={queue.labeller} />
      <div className="grid gap-3 p-3.5 max-md:gap-2 max-md:p-3">
        <h2 className="font-semibold">Would you train a model on this episode?</h2>
        <VerdictButtons
          target="this episode"
          layout="stack"
          value={toVerdict(episode && findLabel(episode.labels, { stepIdx: null, key: "verdict" })?.value)}
          onChange={judge}
          disabled={!may}
        />
        {!may && <p className="text-kumo-subtle text-note">Labelling needs the role labeler.</p>}
        {episode && (
          <EpisodeFields episode={episode} labeller={queue.labeller} keysUnder="Label" disabled={!may} />
        )}
        <NoteField
          ref={note}
          label="Note, saved with the verdict"
          shortcut={keys.note}
          saved={savedNote}
          draftKey={`queue/${episodeId}`}
          disabled={!may}
        />
        <div className="flex items-center gap-2">
          <Button
            size="base"
            className="max-md:h-11 max-md:flex-1 max-md:justify-center"
            icon={<SkipForwardIcon />}
            onClick={skip}
          >
            Skip <Kbd>{keys.skip}</Kbd>
          </Button>
          <UndoLine queue={queue} />
        </div>
      </div>
      <SessionFacts queue={queue} />
    </aside>
  )
}

function UndoLine({ queue }: { queue: Queue }) {
  const keys = useLabelKeys()
  if (queue.lastWords === null) return null
  return (
    <button
      type="button"
      onClick={queue.undo}
      className="ml-auto flex min-h-6 items-center gap-1.5 rounded-sm text-kumo-subtle text-note hover:text-kumo-default max-md:min-h-11"
    >
      <ArrowCounterClockwiseIcon size={12} aria-hidden />
      <span>Last one {queue.lastWords}. Undo</span>
      <Kbd>{keys.undo}</Kbd>
    </button>
  )
}

function SessionFacts({ queue }: { queue: Queue }) {
  const { session, labeller, progress } = queue
  const facts = [
    ["Labelled, skipped", `${formatCount(session.judged.size)}, ${formatCount(session.skipped.size)}`],
    ["Median time", progress.itemMs === null ? "–" : formatWait(progress.itemMs)],
    ["Waiting to be sent", formatCount(labeller.pending.length + labeller.failed.length)],
  ]
  return (
    <>
      <section className="mt-auto border-kumo-hairline border-t px-3.5 py-3 max-md:hidden">
        <h3 className="font-semibold text-note">This session</h3>
        <dl>
          {facts.map(([label, value]) => (
            <div key={label} className="flex justify-between py-0.5">
              <dt className="text-kumo-subtle text-note">{label}</dt>
              <dd className="tabular">{value}</dd>
            </div>
          ))}
        </dl>
      </section>
      <footer className="flex items-center gap-2 border-kumo-hairline border-t px-3.5 py-2.5 text-kumo-subtle text-note max-md:hidden">
        <EyeSlashIcon size={16} className="shrink-0" aria-hidden />
        Model, score and other labels stay hidden here; the reader shows them.
      </footer>
    </>
  )
}

function noteOf(episode: EpisodeDetail | undefined): string {
  const value = episode && findLabel(episode.labels, { stepIdx: null, key: "note" })?.value
  return typeof value === "string" ? value : ""
}
