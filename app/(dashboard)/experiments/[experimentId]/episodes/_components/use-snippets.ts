"use client"

import { useQueries } from "@tanstack/react-query"
import { routeQuery } from "@/lib/api-client/query"
import { type EpisodeRecord, listSnippets } from "@/lib/contracts/episodes"
import type { RouteOutput } from "@/lib/contracts/route"

export type Snippet = RouteOutput<typeof listSnippets>["items"][number]

const EPISODES_PER_READ = 25

/** Where the episodes of a page match what was searched, by episode; they come after the rows. */
export function useSnippets(
  experimentId: string,
  text: string | null,
  rows: readonly EpisodeRecord[] | undefined,
): (episodeId: string) => readonly Snippet[] {
  const ids = text === null || text === "" ? [] : (rows ?? []).map(({ id }) => id)
  const pages = Array.from({ length: Math.ceil(ids.length / EPISODES_PER_READ) }, (_, page) =>
    ids.slice(page * EPISODES_PER_READ, (page + 1) * EPISODES_PER_READ),
  )
  const results = useQueries({
    queries: pages.map((episodeId) => ({
      ...routeQuery(listSnippets, { experimentId, episodeId, text: text ?? "" }),
      staleTime: 60_000,
    })),
  })
  const byEpisode = Map.groupBy(
    results.flatMap(({ data }) => data?.items ?? []),
    ({ episodeId }) => episodeId,
  )
  return (episodeId) => byEpisode.get(episodeId) ?? []
}
