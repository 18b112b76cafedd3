"use client"

import { WrenchIcon } from "@phosphor-icons/react/dist/ssr/Wrench"
import type { ReactNode } from "react"
import { classNames } from "@/components/ui/class-names"
import type { StepRecord } from "@/lib/contracts/steps"
import type { ToolCall } from "@/lib/domain/message"
import { argumentsOf, parseCallArguments } from "./call-arguments"
import { CallFrame, hasFailed, latencyOf } from "./call-frame"
import { CallResult } from "./call-result"
import { SinceEarlier } from "./changes/since-earlier"
import { firstLine } from "./first-line"
import { LongText } from "./long-text"
import type { CallProps } from "./renderers/step-renderer"
import { useTranscript } from "./transcript-context"
import { showHidden } from "./visible-text"

/** Arguments up to this length stand on one line. */
export const INLINE_CHARS = 84
const NAMED_CHARS = 4_000

/** A call and its result as one block: name and arguments on the grey band, the answer below it. */
export function CallBlock({ actions, ...props }: CallProps & { actions?: ReactNode }) {
  const { step, call, result } = props
  const { view } = useTranscript()
  const failed = hasFailed(step, result)
  return (
    <CallFrame
      icon={<WrenchIcon size={14} />}
      title={
        <div className="font-mono">
          <CallText {...props} whole={view.tools} />
        </div>
      }
      actions={actions}
      latency={latencyOf(props)}
      failed={failed}
    >
      {(view.tools || failed) && <CallResult result={result} called={call !== null} />}
      {view.tools && <SinceEarlier call={call} result={result} />}
    </CallFrame>
  )
}

/** What was called with what: on one line when that is short, when it is not wanted whole, or one argument a line. */
export function CallText({ step, call, result, whole }: CallProps & { whole: boolean }) {
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
