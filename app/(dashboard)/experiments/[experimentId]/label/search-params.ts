import { createLoader, createParser, parseAsString, parseAsStringLiteral } from "nuqs/server"
import {
  type EpisodeSelection,
  filterAndSortParsers,
  toSelectionInput,
} from "@/components/episode/filter-params"
import { idSchema } from "@/lib/contracts/list"
import { DRAW_KINDS } from "@/lib/domain/curation/drawn-sample"

/** The episode one is at, so that a reload stays there. */
export const episodeParser = createParser({
  parse: (text) => idSchema.safeParse(text).data ?? null,
  serialize: (id: string) => id,
})

/** A draw in place of the filter: how it was drawn, and the search of the curation lab it came from. */
export const drawParsers = {
  by: parseAsStringLiteral(DRAW_KINDS),
  draw: episodeParser,
  curate: parseAsString,
}

/** One unlabelled episode after the other, the queues that several people review, models that judge, or how far all agree. */
export const LABEL_VIEWS = ["single", "queues", "judges", "agreement"] as const

export const labelViewParser = parseAsStringLiteral(LABEL_VIEWS).withDefault("single")

export const loadQueueParams = createLoader({
  ...filterAndSortParsers,
  ...drawParsers,
  episode: episodeParser,
  view: labelViewParser,
})

/** The input of the route that finds the next episode: a queue holds unlabelled ones, whatever the list showed. */
export function queueInput(experimentId: string, selection: EpisodeSelection, draw: string | null) {
  const input = { ...toSelectionInput({ ...selection, label: null }), experimentId }
  return draw === null ? input : { ...input, draw }
}
