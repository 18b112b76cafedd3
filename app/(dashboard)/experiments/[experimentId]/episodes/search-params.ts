import { createLoader, type inferParserType, parseAsString } from "nuqs/server"
import { filterAndSortParsers, toSelectionInput } from "@/components/episode/filter-params"

export const PAGE_SIZE = 100

/** Where the page starts; absent on the first one. */
export const cursorParser = parseAsString

const listParsers = { ...filterAndSortParsers, cursor: cursorParser }

export const loadListParams = createLoader(listParsers)

/** The input of the list route for a URL. */
export function listInput(experimentId: string, params: inferParserType<typeof listParsers>) {
  const { cursor, ...selection } = params
  return {
    ...toSelectionInput(selection),
    experimentId,
    limit: PAGE_SIZE,
    ...(cursor ? { cursor } : {}),
  }
}
