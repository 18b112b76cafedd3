"use client"

import { useQuery } from "@tanstack/react-query"
import { formatCount } from "@/components/format/count"
import { Button } from "@/components/ui/button"
import { classNames } from "@/components/ui/class-names"
import { routeQuery } from "@/lib/api-client/query"
import { getStep, STEP_TEXT_LIMIT, type StepRecord } from "@/lib/contracts/steps"
import { useTranscript } from "./transcript-context"
import { foldText, showHidden } from "./visible-text"

/** Beyond this an opened text scrolls in a box of its own. */
const BOX_CHARS = 40_000

export interface LongTextProps {
  step: StepRecord
  /** Which text of the step; called again on the whole step when the page of steps carried a cut one. */
  read: (step: StepRecord) => string
  /** Names the text within the step. */
  part: string
  limit: { lines: number; chars: number }
  className?: string
}

/** Text as text: line breaks stay, nothing is interpreted, long content folds. */
export function LongText({ step, read, part, limit, className }: LongTextProps) {
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
