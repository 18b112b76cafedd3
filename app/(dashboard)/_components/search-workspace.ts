import type { PaletteItem } from "@/components/shell/palette-items"
import { call } from "@/lib/api-client/call"
import { listExperiments } from "@/lib/contracts/experiments"
import { listRuns } from "@/lib/contracts/runs"

const MOST = 8

/** Experiments by name, and the runs of the experiment one is in. */
export async function searchWorkspace(
  query: string,
  pathname: string,
  signal: AbortSignal,
): Promise<PaletteItem[]> {
  const experimentId = /^\/experiments\/([0-9a-f-]{36})/.exec(pathname)?.[1]
  const [experiments, runs] = await Promise.all([
    findExperiments(query, signal),
    experimentId ? findRuns(experimentId, query, signal) : [],
  ])
  return [...runs, ...experiments]
}

async function findExperiments(query: string, signal: AbortSignal): Promise<PaletteItem[]> {
  const input = { limit: MOST, archived: "exclude" as const, ...(query.trim() ? { name: query.trim() } : {}) }
  const { items } = await call(listExperiments, input, { signal })
  return items.map((experiment) => ({
    group: "Experiments",
    title: experiment.name,
    detail: experiment.question,
    href: `/experiments/${experiment.id}`,
  }))
}

async function findRuns(experimentId: string, query: string, signal: AbortSignal): Promise<PaletteItem[]> {
  const { items } = await call(listRuns, { experimentId }, { signal })
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const matching = items.filter((run) => {
    const text = `${run.name} ${run.model.name} ${run.role}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  return matching.slice(0, MOST).map((run) => ({
    group: "Runs here",
    title: run.name,
    detail: `${run.model.name}, ${run.role}`,
    href: `/experiments/${experimentId}/runs/${run.id}`,
  }))
}
