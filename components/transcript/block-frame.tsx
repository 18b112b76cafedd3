"use client"

import type { ReactNode } from "react"
import { classNames } from "@/components/ui/class-names"
import { LabelDot } from "@/components/ui/label-dot"
import type { Block } from "./blocks"
import { useTranscript } from "./transcript-context"

/** The step number in the gutter, a link to the step, and what people said about it. */
export function BlockFrame({ block, children }: { block: Block; children: ReactNode }) {
  const { selected } = useTranscript()
  const isSelected = selected !== null && selected >= block.from && selected <= block.to
  return (
    <div
      aria-current={isSelected || undefined}
      className={classNames(
        "grid grid-cols-[44px_minmax(0,1fr)] gap-x-3 border-l-2 py-2 pr-3 max-md:grid-cols-[30px_minmax(0,1fr)] max-md:gap-x-2",
        isSelected ? "border-accent bg-accent-tint/50" : "border-transparent",
      )}
    >
      <StepNumber block={block} selected={isSelected} />
      <div className="min-w-0">
        <BlockLabels block={block} />
        {children}
      </div>
    </div>
  )
}

function StepNumber({ block, selected }: { block: Block; selected: boolean }) {
  const { stepHref, onSelect } = useTranscript()
  const text = block.from === block.to ? `${block.from}` : `${block.from}–${block.to}`
  const look = classNames(
    "h-fit rounded-sm pt-0.5 text-right font-mono text-head",
    selected ? "text-accent" : "text-kumo-subtle",
  )
  if (!stepHref)
    return (
      <span data-apart className={look}>
        {text}
      </span>
    )
  return (
    <a
      href={stepHref(block.from)}
      aria-label={`Step ${text}`}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        onSelect(block.from)
      }}
      className={classNames(look, "hover:text-accent hover:underline")}
    >
      {text}
    </a>
  )
}

function BlockLabels({ block }: { block: Block }) {
  const { labelsOf } = useTranscript()
  const steps = Array.from({ length: block.to - block.from + 1 }, (_, index) => block.from + index)
  const labelled = steps.flatMap((idx) => {
    const labels = labelsOf(idx)
    return labels ? [{ idx, ...labels }] : []
  })
  return labelled.map(({ idx, verdict, note }) => (
    <div key={idx} data-apart className="mb-1 flex min-w-0 items-center gap-1.5 text-note">
      <LabelDot verdict={verdict} />
      <span className="shrink-0 text-kumo-subtle">
        step {idx} {verdict ?? "noted"}
      </span>
      {note && <span className="min-w-0 truncate text-warn [unicode-bidi:isolate]">{note}</span>}
    </div>
  ))
}
