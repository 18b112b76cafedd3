"use client"

import type { ReactNode } from "react"
import { MessageBlock, MessageHead } from "@/components/transcript/message-block"
import { CallBlock } from "../call-block"
import { CallFrame, type CallFrameProps, hasFailed, latencyOf } from "../call-frame"
import { SinceEarlier } from "../changes/since-earlier"
import { useTranscript } from "../transcript-context"
import type { CallProps, MessageProps } from "./step-renderer"

/** What is drawn is also there as the text it was drawn from. */
function useAsText(stepIdx: number, part: string): { asText: boolean; toggle: ReactNode } {
  const { folds } = useTranscript()
  const key = `${stepIdx}/${part}/as-text`
  const asText = folds.isOpen(key, false)
  const toggle = (
    <button
      type="button"
      aria-pressed={asText}
      onClick={() => folds.toggle(key, false)}
      className="-my-1 shrink-0 whitespace-nowrap rounded-sm px-1 py-1 text-head text-kumo-subtle hover:text-kumo-default hover:underline"
    >
      {asText ? "drawn" : "as text"}
    </button>
  )
  return { asText, toggle }
}

interface DrawnCallProps extends Pick<CallFrameProps, "icon" | "title"> {
  of: CallProps
  /** The answer; a failed one shows also while tools are folded. */
  children: ReactNode
}

/** A call in a look of its own, with the reward it earned where that may be seen. */
export function DrawnCall({ of, icon, title, children }: DrawnCallProps) {
  const { view, revealed } = useTranscript()
  const { step, call, result } = of
  const { asText, toggle } = useAsText(step?.idx ?? result?.idx ?? 0, call?.id ?? "result")
  if (asText) return <CallBlock {...of} actions={toggle} />
  const failed = hasFailed(step, result)
  const reward = revealed ? (step?.reward ?? result?.reward) : null
  return (
    <CallFrame
      icon={icon}
      title={title}
      actions={
        <>
          {reward !== null && reward !== undefined && reward !== 0 && (
            <span className="shrink-0 text-head tabular">reward {Number(reward.toFixed(3))}</span>
          )}
          {toggle}
        </>
      }
      latency={latencyOf(of)}
      failed={failed}
    >
      {(view.tools || failed) && children}
      {view.tools && <SinceEarlier call={call} result={result} />}
    </CallFrame>
  )
}

/** A message in a look of its own. */
export function DrawnMessage({ step, children }: MessageProps & { children: ReactNode }) {
  const { asText, toggle } = useAsText(step.idx, "message")
  if (asText) return <MessageBlock step={step} actions={toggle} />
  return (
    <div className="grid min-w-0 gap-1">
      <MessageHead step={step} actions={toggle} />
      {children}
    </div>
  )
}
