"use client"

import { useQuery } from "@tanstack/react-query"
import { routeQuery } from "@/lib/api-client/query"
import { listExperiments } from "@/lib/contracts/experiments"
import { listModels } from "@/lib/contracts/models"
import { listRuns, type RunRecord } from "@/lib/contracts/runs"

export interface Destination {
  experimentNames: readonly string[]
  modelNames: readonly string[]
  runNames: readonly string[]
  /** What the names mean: null while one of them is still empty. */
  meaning: { experiment: "new" | "existing"; run: RunRecord | null } | null
}

/** What exists already, and what the names typed so far stand for. */
export function useDestination(experimentName: string, runName: string): Destination {
  const experiments = useQuery(routeQuery(listExperiments, { limit: 200 }))
  const models = useQuery(routeQuery(listModels, { limit: 200 }))
  const experiment = experiments.data?.items.find(({ name }) => name === experimentName.trim())
  const runs = useQuery({
    ...routeQuery(listRuns, { experimentId: experiment?.id ?? "" }),
    enabled: experiment !== undefined,
  })
  const existing = experiment ? (runs.data?.items ?? []) : []
  const complete = experimentName.trim() !== "" && runName.trim() !== "" && experiments.data !== undefined
  return {
    experimentNames: experiments.data?.items.map(({ name }) => name) ?? [],
    modelNames: models.data?.items.map(({ name }) => name) ?? [],
    runNames: existing.map(({ name }) => name),
    meaning: complete
      ? {
          experiment: experiment ? "existing" : "new",
          run: existing.find(({ name }) => name === runName.trim()) ?? null,
        }
      : null,
  }
}
