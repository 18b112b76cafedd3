"use client"

import { WrenchIcon } from "@phosphor-icons/react/dist/ssr/Wrench"
import { formatDuration } from "@/components/format/duration"
import { classNames } from "@/components/ui/class-names"
import type { StepRecord } from "@/lib/contracts/steps"
import type { ToolCall } from "@/lib/domain/message"
import { parseCallArguments } from "./call-arguments"
import { CallResult } from "./call-result"
import { firstLine } from "./first-line"
import { LongText } from "./long-text"
import type { CallProps } from "./renderers/step-renderer"
import { useTranscript } from "./transcript-context"
import { showHidden } from "./visible-text"

const INLINE_CHARS = 84
const NAMED_CHARS = 4_000

/** A call and its result as one block: name and arguments on the grey band, the answer below it. */
export function CallBlock({ step, call, result }: CallProps) {
  const { view } = useTranscript()
  const failed = result?.isError || (result === null && step?.isError)
  const showResult = view.tools || failed
  return (
    <div
      className={classNames("overflow-hidden rounded-md ring", failed ? "ring-bad/60" : "ring-kumo-hairline")}
    >
      <div className="flex items-start gap-2 bg-code px-2.5 py-1.5 text-note">
        <WrenchIcon size={14} className="mt-px shrink-0 text-kumo-subtle" aria-hidden />
        <div className="min-w-0 flex-1 font-mono">
          <CallText step={step} call={call} result={result} whole={view.tools} />
        </div>
        <span className="shrink-0 text-head text-kumo-subtle tabular">{latencyOf(step, result)}</span>
      </div>
      {showResult && <CallResult result={result} called={call !== null} />}
    </div>
  )
}

function CallText({ step, call, result, whole }: CallProps & { whole: boolean }) {
  const { name, text } = describe(call, result)
  const parsed = parseCallArguments(text)
  const title = <span className="font-semibold">{showHidden(name)}</span>
  if (!call || !step) return title
  if (!whole)
    return (
      <span className="block truncate">
        {title}({firstLine(text)})
      </span>
    )
  if (parsed.kind === "raw" || parsed.length > NAMED_CHARS) {
    return (
      <>
        {title}
        <LongText
          step={step}
          part={`arguments/${call.id}`}
          read={(from) => argumentsOf(from, call.id)}
          limit={{ lines: 12, chars: 1_200 }}
        />
      </>
    )
  }
  const inline = parsed.length <= INLINE_CHARS
  return (
    <span className="[overflow-wrap:anywhere] [unicode-bidi:isolate]">
      {title}
      <span className="text-kumo-subtle">(</span>
      {parsed.entries.map(({ name: argument, text: value }, index) => (
        <span key={argument} className={classNames(!inline && "block whitespace-pre-wrap pl-3")}>
          <span className="text-kumo-subtle">{showHidden(argument)}: </span>
          {showHidden(value)}
          {inline && index < parsed.entries.length - 1 && <span className="text-kumo-subtle">, </span>}
        </span>
      ))}
      <span className="text-kumo-subtle">)</span>
    </span>
  )
}

function describe(call: ToolCall | null, result: StepRecord | null): { name: string; text: string } {
  if (call) return { name: call.function.name, text: call.function.arguments }
  const name = result?.message.role === "tool" ? result.message.name : undefined
  return { name: name ?? "tool", text: "" }
}

function argumentsOf(step: StepRecord, callId: string): string {
  if (step.message.role !== "assistant") return ""
  return step.message.tool_calls?.find(({ id }) => id === callId)?.function.arguments ?? ""
}

function latencyOf(step: StepRecord | null, result: StepRecord | null): string {
  const known = [step?.latencyMs, result?.latencyMs].filter((ms) => typeof ms === "number")
  return known.length === 0 ? "" : formatDuration(known.reduce((sum, ms) => sum + ms, 0))
}
