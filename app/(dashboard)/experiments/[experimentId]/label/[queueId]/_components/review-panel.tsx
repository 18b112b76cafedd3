"use client"

import { ArrowCounterClockwiseIcon } from "@phosphor-icons/react/dist/ssr/ArrowCounterClockwise"
import { EyeSlashIcon } from "@phosphor-icons/react/dist/ssr/EyeSlash"
import { SkipForwardIcon } from "@phosphor-icons/react/dist/ssr/SkipForward"
import { useQuery } from "@tanstack/react-query"
import { type FormEvent, useRef, useState } from "react"
import { LabelFailures } from "@/components/episode/label-failures"
import { type FieldLabel, LabelFields } from "@/components/episode/label-fields"
import { NoteField, type NoteFieldHandle } from "@/components/episode/note-field"
import { useDraft } from "@/components/episode/use-draft"
import { useLabelKeys } from "@/components/episode/use-label-keys"
import { VERDICT_CHOICES, VerdictButtons } from "@/components/episode/verdict-buttons"
import { useHotkeys } from "@/components/shell/use-hotkeys"
import { Button } from "@/components/ui/button"
import { Input } from "@/components/ui/input"
import { Kbd } from "@/components/ui/kbd"
import { routeQuery } from "@/lib/api-client/query"
import { getLabelSchema } from "@/lib/contracts/label-schema"
import type { HeldItem, QueueDetail } from "@/lib/contracts/queues"
import type { Verdict } from "@/lib/domain/label"
import { EMPTY_LABEL_SCHEMA } from "@/lib/domain/label-schema"
import type { Review, ReviewLabel } from "./use-review"

interface ReviewPanelProps {
  queue: QueueDetail
  item: HeldItem
  review: Review
}

/** The judgement of one item. A verdict submits and goes on. */
export function ReviewPanel({ queue, item, review }: ReviewPanelProps) {
  const keys = useLabelKeys()
  const field = useRef<NoteFieldHandle>(null)
  const [skipping, setSkipping] = useState(false)
  const [said, setSaid] = useSaid(`review-fields/${queue.id}/${item.pos}`)
  const schema =
    useQuery(routeQuery(getLabelSchema, { experimentId: queue.experimentId })).data ?? EMPTY_LABEL_SCHEMA
  const judge = (verdict: Verdict) => {
    const text = field.current?.read() ?? ""
    const note: ReviewLabel[] = text === "" ? [] : [{ key: "note", value: text }]
    const labels: ReviewLabel[] = [...said.filter(({ value }) => value !== null).flatMap(toLabel), ...note]
    review.submit(item, verdict, labels)
  }
  useHotkeys("Review", [
    ...VERDICT_CHOICES.map(({ verdict, label }) => ({
      keys: keys[verdict],
      label: `${label}, and next`,
      run: () => judge(verdict),
    })),
    { keys: keys.note, label: "Note", run: () => field.current?.focus() },
    { keys: keys.skip, label: "Skip", run: () => setSkipping(true) },
  ])
  return (
    <aside
      aria-label="Your judgement"
      className="flex min-h-0 flex-col overflow-y-auto border-kumo-hairline border-l max-md:max-h-[60dvh] max-md:border-t max-md:border-l-0"
    >
      <LabelFailures labeller={review} />
      <div className="grid gap-3 p-3.5 max-md:gap-2 max-md:p-3">
        <h2 className="font-semibold">Would you train a model on this episode?</h2>
        <VerdictButtons target="this episode" layout="stack" value={null} onChange={judge} />
        <LabelFields
          schema={schema}
          said={said}
          onChange={(label) =>
            setSaid([...said.filter(({ key, name }) => key !== label.key || name !== label.name), label])
          }
          keysUnder="Review"
        />
        <NoteField
          ref={field}
          label="Note, saved with the verdict"
          shortcut={keys.note}
          saved=""
          draftKey={`review/${queue.id}/${item.pos}`}
        />
        {skipping ? (
          <SkipForm onCancel={() => setSkipping(false)} onSkip={(reason) => review.skip(item, reason)} />
        ) : (
          <div className="flex items-center gap-2">
            <Button
              size="base"
              className="max-md:h-11 max-md:flex-1 max-md:justify-center"
              icon={<SkipForwardIcon />}
              onClick={() => setSkipping(true)}
            >
              Skip <Kbd>{keys.skip}</Kbd>
            </Button>
            <UndoLine review={review} />
          </div>
        )}
      </div>
      {queue.blind && (
        <footer className="mt-auto flex items-center gap-2 border-kumo-hairline border-t px-3.5 py-2.5 text-kumo-subtle text-note max-md:hidden">
          <EyeSlashIcon size={16} className="shrink-0" aria-hidden />
          Model, score, judge and other reviewers stay hidden until you submit.
        </footer>
      )}
    </aside>
  )
}

/** What is chosen before the verdict is given, kept over reloads. */
function useSaid(draftKey: string): [FieldLabel[], (said: FieldLabel[]) => void] {
  const [draft, setDraft] = useDraft(draftKey)
  const said = draft === null ? [] : (JSON.parse(draft) as FieldLabel[])
  return [said, (next) => setDraft(JSON.stringify(next))]
}

function toLabel({ key, name, value }: FieldLabel): ReviewLabel[] {
  return key === "verdict" ? [] : [{ key, name, value }]
}

function SkipForm({ onSkip, onCancel }: { onSkip: (reason: string) => void; onCancel: () => void }) {
  const [reason, setReason] = useState("")
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSkip(reason.trim())
  }
  return (
    <form className="flex items-end gap-2" onSubmit={submit}>
      <Input
        label="Why skip it?"
        showLabel
        autoFocus
        maxLength={500}
        placeholder="Optional; Enter skips"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && onCancel()}
      />
      <Button type="submit">Skip</Button>
    </form>
  )
}

function UndoLine({ review }: { review: Review }) {
  const keys = useLabelKeys()
  if (review.lastWords === null) return null
  return (
    <button
      type="button"
      onClick={review.undo}
      className="ml-auto flex min-h-6 items-center gap-1.5 rounded-sm text-kumo-subtle text-note hover:text-kumo-default max-md:min-h-11"
    >
      <ArrowCounterClockwiseIcon size={12} aria-hidden />
      <span>{review.lastWords}. Undo</span>
      <Kbd>{keys.undo}</Kbd>
    </button>
  )
}
