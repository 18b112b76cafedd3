"use client"

import { createContext, use } from "react"
import type { Verdict } from "@/lib/domain/label"
import type { StepRenderer } from "./renderers/step-renderer"
import type { Folds } from "./use-folds"

/** What is open without a click; each is a toggle with a key. */
export interface TranscriptView {
  tools: boolean
  reasoning: boolean
  system: boolean
  errorsOnly: boolean
}

export const DEFAULT_VIEW: TranscriptView = {
  tools: true,
  reasoning: false,
  system: false,
  errorsOnly: false,
}

export interface StepLabels {
  verdict: Verdict | null
  note: string | null
}

/** What judges an episode: gold answers, rewards. Nobody who labels blind may see it. */
export interface Revealed {
  taskData: unknown
}

export interface TranscriptContextValue {
  experimentId: string
  episodeId: string
  renderer: StepRenderer
  revealed: Revealed | null
  view: TranscriptView
  folds: Folds
  selected: number | null
  onSelect: (stepIdx: number) => void
  /** The address of a step; without it the step numbers are no links. */
  stepHref: ((stepIdx: number) => string) | undefined
  labelsOf: (stepIdx: number) => StepLabels | undefined
}

export const TranscriptContext = createContext<TranscriptContextValue | null>(null)

export function useTranscript(): TranscriptContextValue {
  const value = use(TranscriptContext)
  if (!value) throw new Error("Transcript parts stand inside a Transcript.")
  return value
}
