import type { QueryClient } from "@tanstack/react-query"
import { type EpisodeDetail, getEpisode, listEpisodes } from "@/lib/contracts/episodes"
import { getThresholdEvidence } from "@/lib/contracts/evidence"
import { getExperiment, listExperiments } from "@/lib/contracts/experiments"
import { getNextUnlabelled, listLabels } from "@/lib/contracts/labels"
import type { RouteOutput } from "@/lib/contracts/route"
import { getRun, listRuns } from "@/lib/contracts/runs"
import type { LabelValue } from "@/lib/domain/label"
import { findLabel, type LabelJob, withSaid, withVerdict } from "./label-job"

type EpisodeList = RouteOutput<typeof listEpisodes>

/** What the page shows for a target now, from whichever answer holds it. */
export function readCachedLabel(
  client: QueryClient,
  episodeId: string,
  target: Pick<LabelJob, "stepIdx" | "key" | "name">,
): LabelValue {
  const details = client.getQueriesData<EpisodeDetail>({ queryKey: [getEpisode.id] })
  const detail = details.find(([, data]) => data?.id === episodeId)?.[1]
  if (detail) return findLabel(detail.labels, target)?.value ?? null
  if (target.stepIdx !== null || target.key !== "verdict") return null
  const lists = client.getQueriesData<EpisodeList>({ queryKey: [listEpisodes.id] })
  const rows = lists.flatMap(([, data]) => data?.items ?? [])
  return rows.find(({ id }) => id === episodeId)?.label ?? null
}

/** Shows a label everywhere it is on the page, before the server has it. */
export function changeCachedLabel(
  client: QueryClient,
  job: LabelJob,
  saidOf: (episodeId: string) => LabelValue,
  authorName: string | null,
): void {
  const createdAt = new Date().toISOString()
  const { stepIdx, key, name } = job
  client.setQueriesData<EpisodeDetail>({ queryKey: [getEpisode.id] }, (detail) =>
    job.episodeIds.reduce<EpisodeDetail | undefined>(
      (changed, id) =>
        changed && withSaid(changed, id, { stepIdx, key, name, value: saidOf(id), authorName, createdAt }),
      detail,
    ),
  )
  if (stepIdx !== null || key !== "verdict") return
  const labelled = new Set(job.episodeIds)
  client.setQueriesData<EpisodeList>(
    { queryKey: [listEpisodes.id] },
    (list) =>
      list && {
        ...list,
        items: list.items.map((row) => (labelled.has(row.id) ? withVerdict(row, saidOf(row.id)) : row)),
      },
  )
}

/** Reads again what the server decides; lists wait for the next look, so that no row vanishes under a reader's eyes. */
export function refreshLabels(client: QueryClient, job: LabelJob): void {
  const labelled = new Set(job.episodeIds)
  void client.invalidateQueries({
    queryKey: [getEpisode.id],
    predicate: ({ state }) => labelled.has((state.data as EpisodeDetail | undefined)?.id ?? ""),
  })
  void client.invalidateQueries({ queryKey: [listLabels.id] })
  void client.invalidateQueries({ queryKey: [getNextUnlabelled.id] })
  const later = [listEpisodes, getExperiment, listExperiments, getRun, listRuns, getThresholdEvidence]
  for (const route of later) {
    void client.invalidateQueries({ queryKey: [route.id], refetchType: "none" })
  }
}
