"use client"

import { STEP_WINDOW } from "@/components/transcript/step-window"
import { useTranscript } from "@/components/transcript/transcript-context"
import { useStepWindow } from "@/components/transcript/use-step-window"
import type { StepRecord } from "@/lib/contracts/steps"
import { callKey } from "@/lib/domain/action-key"
import type { ToolCall } from "@/lib/domain/message"
import { findEarlierCall } from "./find-earlier-call"
import { ResultChanges } from "./result-changes"

/** Shorter results are compared by looking at them. */
const LONG = 240

/** Below a long result: what changed since the same call was made before, as far as two windows of steps reach back. */
export function SinceEarlier({ call, result }: { call: ToolCall | null; result: StepRecord | null }) {
  const text = result?.message.content ?? ""
  if (!call || !result || result.isError || text.length < LONG) return null
  return <Since call={call} result={result} text={text} />
}

function Since({ call, result, text }: { call: ToolCall; result: StepRecord; text: string }) {
  const episode = useTranscript()
  const { idx } = result
  const here = useStepWindow(episode, idx, true)
  const before = useStepWindow(episode, idx - STEP_WINDOW, idx >= STEP_WINDOW)
  const windows = idx >= STEP_WINDOW ? [before.data, here.data] : [here.data]
  const earlier = findEarlierCall(
    windows.flatMap((window) => (window ? [window.items] : [])),
    callKey(call),
    idx,
  )
  if (!earlier) return null
  return (
    <ResultChanges before={earlier.text} after={text} id={`${idx}/since`}>
      The same call as{" "}
      <button
        type="button"
        onClick={() => episode.onSelect(earlier.stepIdx)}
        className="rounded-sm text-accent hover:underline"
      >
        step {earlier.stepIdx}
      </button>
    </ResultChanges>
  )
}
