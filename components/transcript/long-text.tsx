"use client"

import { useInfiniteQuery, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { formatCount } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { call } from "@/lib/api-client/call"
import { routeQuery } from "@/lib/api-client/query"
import { getStep, getStepText, STEP_TEXT_LIMIT, type StepRecord } from "@/lib/contracts/steps"
import { useTranscript } from "./transcript-context"
import { foldText, showHidden } from "./visible-text"

/** Where so much is left out, the rest comes range by range. */
const RANGED_CHARS = 300_000
const RANGE_CHARS = 100_000

/** Beyond this an opened text scrolls in a box of its own. */
const BOX_CHARS = 40_000

export interface LongTextProps {
  step: StepRecord
  /** Which text of the step; called again on the whole step when the page of steps carried a cut one. */
  read: (step: StepRecord) => string
  /** Names the text within the step. */
  part: string
  limit: { lines: number; chars: number }
  /** Which text of the message `read` gives as it is: a very long one is then read range by range. */
  field?: "content" | "reasoning"
  className?: string
}

/** Text as text: line breaks stay, nothing is interpreted, long content folds. */
export function LongText(props: LongTextProps) {
  const { step, field } = props
  const isHuge = field !== undefined && step.omittedChars > RANGED_CHARS
  return isHuge ? <RangedText {...props} field={field} /> : <FoldedText {...props} />
}

function FoldedText({ step, read, part, limit, className }: LongTextProps) {
  const { folds } = useTranscript()
  const key = `${step.idx}/${part}`
  const open = folds.isOpen(key, false)
  const cut = read(step)
  const isCut = step.omittedChars > 0 && cut.length >= STEP_TEXT_LIMIT
  const whole = useWholeStep(step.idx, isCut && open)
  const text = whole.data ? read(whole.data) : cut
  const folded = foldText(text, limit)
  const foldable = isCut || folded.hidden > 0
  return (
    <>
      <TextBox
        className={className}
        text={showHidden(open ? text : folded.text)}
        boxed={open && text.length > BOX_CHARS}
      />
      {foldable && (
        <div className="mt-1 flex items-center gap-2 text-kumo-subtle text-note">
          <Button
            size="xs"
            variant="secondary"
            aria-expanded={open}
            loading={whole.isLoading}
            onClick={() => folds.toggle(key, false)}
          >
            {open
              ? "Fold"
              : `Show all ${formatCount(cut.length + (isCut ? step.omittedChars : 0))} characters`}
          </Button>
          {whole.error && (
            <span className="text-bad">
              The rest could not be read: {whole.error.message}{" "}
              <Button size="xs" variant="ghost" onClick={() => void whole.refetch()}>
                Retry
              </Button>
            </span>
          )}
        </div>
      )}
    </>
  )
}

/** The head of a text, and more of it on demand: what nobody asks for is never sent. */
function RangedText({
  step,
  read,
  limit,
  field,
  className,
}: LongTextProps & { field: "content" | "reasoning" }) {
  const { experimentId, episodeId } = useTranscript()
  const [open, setOpen] = useState(false)
  const head = read(step)
  const input = { experimentId, episodeId, idx: step.idx, field, length: RANGE_CHARS }
  const ranges = useInfiniteQuery({
    queryKey: [getStepText.id, input],
    queryFn: ({ pageParam, signal }) => call(getStepText, { ...input, from: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ nextFrom }) => nextFrom,
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const pages = ranges.data?.pages ?? []
  const text = open && pages.length > 0 ? pages.map((page) => page.text).join("") : head
  const total = pages[0]?.total ?? head.length + step.omittedChars
  const more = () => (open ? void ranges.fetchNextPage() : setOpen(true))
  return (
    <>
      <TextBox
        className={className}
        text={showHidden(open ? text : foldText(head, limit).text)}
        boxed={open && text.length > BOX_CHARS}
      />
      <div className="mt-1 flex flex-wrap items-center gap-2 text-kumo-subtle text-note tabular">
        <span>
          {open ? `${formatCount(text.length)} of ${formatCount(total)}` : formatCount(total)} characters
        </span>
        {(!open || ranges.hasNextPage) && (
          <Button size="xs" variant="secondary" loading={ranges.isFetching} onClick={more}>
            {open ? "Show more" : "Show the beginning"}
          </Button>
        )}
        {open && (
          <Button size="xs" variant="ghost" aria-expanded onClick={() => setOpen(false)}>
            Fold
          </Button>
        )}
        {ranges.error && <span className="text-bad">The rest could not be read: {ranges.error.message}</span>}
      </div>
    </>
  )
}

function useWholeStep(idx: number, enabled: boolean) {
  const { experimentId, episodeId } = useTranscript()
  return useQuery({
    ...routeQuery(getStep, { experimentId, episodeId, idx }),
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

const TEXT = "whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:isolate]"

function TextBox({
  text,
  boxed,
  className,
}: {
  text: string
  boxed: boolean
  className: string | undefined
}) {
  if (!boxed) return <div className={classNames(TEXT, className)}>{text}</div>
  return (
    <section
      aria-label="Whole text"
      data-text-box
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
      tabIndex={0}
      className={classNames(
        TEXT,
        "max-h-[60vh] overflow-y-auto rounded-md ring ring-kumo-hairline",
        className,
      )}
    >
      {text}
    </section>
  )
}
