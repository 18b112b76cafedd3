"use client"

import { STEP_WINDOW } from "@/components/transcript/step-window"
import { useTranscript } from "@/components/transcript/transcript-context"
import { useStepWindow } from "@/components/transcript/use-step-window"
import { findEarlier, type RecordVersion } from "./record-versions"

/** How the transcript last showed a row before a call changed it, as far as two windows of steps reach back. */
export function useEarlierVersion(version: RecordVersion | null): RecordVersion | null {
  const episode = useTranscript()
  const stepIdx = version?.stepIdx ?? 0
  const here = useStepWindow(episode, stepIdx, version !== null)
  const before = useStepWindow(episode, stepIdx - STEP_WINDOW, version !== null && stepIdx >= STEP_WINDOW)
  if (!version) return null
  const windows = stepIdx >= STEP_WINDOW ? [before.data, here.data] : [here.data]
  return findEarlier(
    windows.flatMap((window) => (window ? [window.items] : [])),
    version,
  )
}
