import Link from "next/link"
import { STOP_REASON_WORDS } from "@/components/episode/stop-reason"
import { formatCount } from "@/components/format/count"
import { formatDuration } from "@/components/format/duration"
import { formatUsd } from "@/components/format/usd"
import { showHidden } from "@/components/transcript/visible-text"
import { Button } from "@/components/ui/button"
import { BareCheckbox } from "@/components/ui/checkbox"
import { classNames } from "@/components/ui/class-names"
import { LabelDot } from "@/components/ui/label-dot"
import { OutcomeIcon } from "@/components/ui/outcome-badge"
import { TableCell, TableRow } from "@/components/ui/table"
import type { TaskAttempts } from "@/lib/contracts/tasks"
import type { AttemptCell } from "./cell-labels"

interface AttemptRowProps {
  attempt: TaskAttempts["attempts"][number]
  href: string
  columns: number
  labelOf: (cell: AttemptCell) => string
  /** The others are set beside it. */
  isReference: boolean
  isActive: boolean
  isPicked: boolean
  onPick: () => void
  onAlign: () => void
}

/** One attempt on one line. */
export function AttemptRow(props: AttemptRowProps) {
  const { attempt, href, isReference, isActive, isPicked, onPick, onAlign } = props
  const name = `trial ${attempt.trial + 1}`
  return (
    <TableRow
      data-row={attempt.id}
      selected={isPicked}
      className={classNames(
        "group hover:bg-kumo-elevated",
        isActive && "outline-2 outline-accent -outline-offset-2",
      )}
    >
      <TableCell className={classNames("sticky left-0 z-1", isPicked ? "bg-accent-tint" : "bg-kumo-base")}>
        <span className="flex items-center gap-2 whitespace-nowrap">
          <BareCheckbox label={`Select ${name}`} checked={isPicked} onChange={onPick} />
          <OutcomeIcon success={attempt.success} />
          <Link href={href} prefetch={false} className="rounded-sm font-medium hover:underline">
            {name}
          </Link>
          <LabelDot verdict={attempt.label} />
          {isReference ? (
            <span className="text-accent text-note max-md:hidden">aligned to</span>
          ) : (
            <Button
              size="xs"
              variant="ghost"
              className="opacity-0 focus-visible:opacity-100 group-hover:opacity-100 max-md:hidden"
              onClick={onAlign}
            >
              Align to this
            </Button>
          )}
        </span>
      </TableCell>
      <TableCell align="right" title={STOP_REASON_WORDS[attempt.stopReason]}>
        {formatCount(attempt.stepCount)}
      </TableCell>
      <TableCell align="right" className="max-md:hidden">
        {formatUsd(attempt.costUsd, 4)}
      </TableCell>
      <TableCell align="right" className="max-md:hidden">
        {formatDuration(attempt.latencyMs)}
      </TableCell>
      <TableCell>
        <ActionStrip {...props} />
      </TableCell>
    </TableRow>
  )
}

const TONES = {
  same: "bg-code text-kumo-default",
  different: "bg-warn-tint text-warn",
  extra: "bg-warn-tint text-warn",
} as const

const WORDS = { same: "the same", different: "another action", extra: "one more action" } as const

function ActionStrip({ attempt, href, columns, labelOf, isReference }: AttemptRowProps) {
  if (columns === 0) return <span className="text-kumo-subtle text-note">no actions</span>
  const drawn = attempt.cells.filter((cell) => cell !== null).length
  return (
    <ol className="flex gap-0.5" aria-label="Actions">
      {attempt.cells.map((cell, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is a position, nothing else
        <li key={column} className="w-24 shrink-0">
          {cell ? (
            <Link
              href={`${href}?step=${cell.step}`}
              prefetch={false}
              title={titleOf(cell, isReference)}
              className={classNames(
                "block h-[22px] truncate rounded-[3px] px-1.5 font-mono text-head leading-[22px] hover:underline",
                cell.isError ? "bg-bad-tint text-bad" : isReference ? TONES.same : TONES[cell.match],
              )}
            >
              {labelOf(cell)}
              <span className="sr-only">
                {cell.isError ? ", an error" : isReference ? "" : `, ${WORDS[cell.match]}`}
              </span>
            </Link>
          ) : (
            <span aria-hidden className="hatched block h-[22px] rounded-[3px] opacity-30" />
          )}
        </li>
      ))}
      {attempt.actionCount > drawn && (
        <li className="shrink-0 self-center text-kumo-subtle text-note">
          and {formatCount(attempt.actionCount - drawn)} more
        </li>
      )}
    </ol>
  )
}

function titleOf({ tools, hint, isError, match }: AttemptCell, isReference: boolean): string {
  const what = showHidden([tools.join(", "), hint].filter(Boolean).join(": "))
  return [what, isError ? "an error" : isReference ? "" : WORDS[match]].filter(Boolean).join(" · ")
}
