"use client"

import { useTranscript } from "@/components/transcript/transcript-context"
import { useStepWindow } from "@/components/transcript/use-step-window"
import { readGrid } from "./read-grid"

/** Messages among which the mission stands. */
const OPENING = 4

/** What the episode is about, which only its first message says. */
export function useMission(): string | null {
  const { data } = useStepWindow(useTranscript(), 0, true)
  const opening = data?.items.slice(0, OPENING) ?? []
  return opening.map((step) => readGrid(step)?.mission ?? null).find((mission) => mission !== null) ?? null
}
