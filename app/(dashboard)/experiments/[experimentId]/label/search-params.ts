import { createLoader, createParser } from "nuqs/server"
import {
  type EpisodeSelection,
  filterAndSortParsers,
  toSelectionInput,
} from "@/components/episode/filter-params"
import { idSchema } from "@/lib/contracts/list"

/** The episode one is at, so that a reload stays there. */
export const episodeParser = createParser({
  parse: (text) => idSchema.safeParse(text).data ?? null,
  serialize: (id: string) => id,
})

export const loadQueueParams = createLoader({ ...filterAndSortParsers, episode: episodeParser })

/** The input of the route that finds the next episode: a queue holds unlabelled ones, whatever the list showed. */
export function queueInput(experimentId: string, selection: EpisodeSelection) {
  return { ...toSelectionInput({ ...selection, label: null }), experimentId }
}
