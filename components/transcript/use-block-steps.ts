"use client"

import { useQueries } from "@tanstack/react-query"
import { routeQuery } from "@/lib/api-client/query"
import { listSteps, type StepRecord } from "@/lib/contracts/steps"
import type { Block } from "./blocks"
import { STEP_WINDOW, stepWindow } from "./step-window"
import { useTranscript } from "./transcript-context"

export type BlockSteps =
  | { state: "ready"; steps: StepRecord[] }
  | { state: "loading" }
  | { state: "failed"; message: string; retry: () => void }

/** The steps of one block of the transcript around. */
export function useBlockSteps(block: Block): BlockSteps {
  return useStepsBetween(useTranscript(), block)
}

/** Steps `from` to `to` inclusive of an episode. They never change, so what was read once stays. */
export function useStepsBetween(
  { experimentId, episodeId }: { experimentId: string; episodeId: string },
  block: Pick<Block, "from" | "to">,
): BlockSteps {
  const first = Math.floor(block.from / STEP_WINDOW)
  const count = Math.floor(block.to / STEP_WINDOW) - first + 1
  const windows = Array.from({ length: count }, (_, index) =>
    stepWindow(experimentId, episodeId, (first + index) * STEP_WINDOW),
  )
  const results = useQueries({
    queries: windows.map((window) => ({
      ...routeQuery(listSteps, window),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  })
  const failed = results.find(({ error }) => error !== null)
  if (failed?.error) {
    return { state: "failed", message: failed.error.message, retry: () => void failed.refetch() }
  }
  if (results.some(({ data }) => data === undefined)) return { state: "loading" }
  const steps = results.flatMap(({ data }) => data?.items ?? [])
  return { state: "ready", steps: steps.filter(({ idx }) => idx >= block.from && idx <= block.to) }
}
