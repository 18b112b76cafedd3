"use client"

import { BrainIcon } from "@phosphor-icons/react/dist/ssr/Brain"
import type { ReactNode } from "react"
import { formatDuration } from "@/components/format/duration"
import { formatTokens } from "@/components/format/tokens"
import { classNames } from "@/components/ui/class-names"
import type { StepRecord } from "@/lib/contracts/steps"
import { firstLine } from "./first-line"
import { FoldLine } from "./fold-line"
import { LongText } from "./long-text"
import type { MessageProps } from "./renderers/step-renderer"
import { useTranscript } from "./transcript-context"

const PROSE = { lines: 30, chars: 2_400 }
const WHOLE_PROMPT = { lines: 120, chars: 12_000 }

/** One message: system and reasoning folded to a line, the user in grey, the assistant in dark, errors in red. */
export function MessageBlock({ step, actions }: MessageProps & { actions?: ReactNode }) {
  const { message } = step
  if (message.role === "system")
    return <FoldedPart step={step} part="system" name="System" read={readContent} />
  const isAssistant = message.role === "assistant"
  const reasoning = isAssistant ? message.reasoning : undefined
  const empty = readContent(step) === ""
  return (
    <div className="grid min-w-0 gap-1">
      {reasoning && (
        <FoldedPart
          step={step}
          part="reasoning"
          name="Reasoning"
          icon={<BrainIcon size={14} className="shrink-0" aria-hidden />}
          read={readReasoning}
        />
      )}
      {!(empty && (reasoning || hasCalls(step))) && (
        <div
          className={classNames(step.isError && "rounded-md bg-bad-tint px-2.5 py-1.5 ring-1 ring-bad/40")}
        >
          <MessageHead step={step} actions={actions} />
          {empty ? (
            <div className="text-kumo-subtle text-prose italic">empty message</div>
          ) : (
            <LongText
              step={step}
              read={readContent}
              part="content"
              field="content"
              limit={PROSE}
              className={classNames("text-prose", isAssistant ? "text-kumo-default" : "text-kumo-subtle")}
            />
          )}
        </div>
      )}
    </div>
  )
}

/** Who says it, and what saying it took. */
export function MessageHead({ step, actions }: MessageProps & { actions?: ReactNode }) {
  const isAssistant = step.message.role === "assistant"
  const facts = factsOf(step)
  return (
    <div data-apart className="flex items-baseline gap-3 text-head">
      <span className={isAssistant ? "font-semibold" : "font-medium text-kumo-subtle"}>
        {isAssistant ? "Assistant" : "User"}
      </span>
      <span className="ml-auto">{actions}</span>
      {facts && <span className="text-kumo-subtle tabular">{facts}</span>}
    </div>
  )
}

interface FoldedPartProps {
  step: StepRecord
  part: "system" | "reasoning"
  name: string
  icon?: ReactNode
  read: (step: StepRecord) => string
}

function FoldedPart({ step, part, name, icon, read }: FoldedPartProps) {
  const { folds, view } = useTranscript()
  const key = `${step.idx}/${part}/fold`
  const open = folds.isOpen(key, view[part])
  const size = part === "system" ? `${formatTokens(step.contentTokens)} tokens` : ""
  return (
    <div>
      <FoldLine
        open={open}
        onToggle={() => folds.toggle(key, view[part])}
        icon={icon}
        name={name}
        preview={firstLine(read(step))}
        size={size}
        className="min-h-6"
      />
      {open && (
        <LongText
          step={step}
          read={read}
          part={part}
          limit={WHOLE_PROMPT}
          className="pl-5 text-kumo-subtle text-prose"
        />
      )}
    </div>
  )
}

/** `0.9 s · 27 tok`; the user's words were not generated here, so they carry none. */
function factsOf(step: StepRecord): string {
  if (step.message.role !== "assistant") return ""
  const tokens = `${formatTokens(step.outputTokens ?? step.contentTokens)} tok`
  return step.latencyMs === null ? tokens : `${formatDuration(step.latencyMs)} · ${tokens}`
}

function readContent(step: StepRecord): string {
  return step.message.content ?? ""
}

function readReasoning(step: StepRecord): string {
  return step.message.role === "assistant" ? (step.message.reasoning ?? "") : ""
}

function hasCalls(step: StepRecord): boolean {
  return step.message.role === "assistant" && (step.message.tool_calls?.length ?? 0) > 0
}
