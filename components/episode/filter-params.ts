import {
  createLoader,
  createParser,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsFloat,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server"
import { z } from "zod"
import { formatSort, parseSort } from "@/components/data-table/sort"
import { EPISODE_SORTS, type EpisodeSort, LABEL_STATES, SUCCESS_STATES } from "@/lib/contracts/episode-filter"
import { idSchema } from "@/lib/contracts/list"
import { SPLITS, STOP_REASONS } from "@/lib/domain/episode"

export interface EpisodeOrder {
  id: EpisodeSort
  descending: boolean
}

export const NEWEST_FIRST: EpisodeOrder = { id: "createdAt", descending: true }

/** What is no id is left out, so a mangled link filters less instead of failing. */
export const parseAsId = createParser({
  parse: (text) => idSchema.safeParse(text).data ?? null,
  serialize: (id: string) => id,
})

const parseAsOrder = createParser<EpisodeOrder>({
  parse(text) {
    const sort = parseSort(text)
    const id = EPISODE_SORTS.find((candidate) => candidate === sort?.id)
    return sort && id ? { id, descending: sort.descending } : null
  },
  serialize: (order) => formatSort(order) ?? "",
  eq: (left, right) => left.id === right.id && left.descending === right.descending,
})

/** A day, as the fields of a date have it. */
const parseAsDay = createParser({
  parse: (text) => z.iso.date().safeParse(text).data ?? null,
  serialize: (day: string) => day,
})

export const filterParsers = {
  text: parseAsString,
  runId: parseAsArrayOf(parseAsId),
  modelId: parseAsArrayOf(parseAsId),
  taskKey: parseAsString,
  split: parseAsArrayOf(parseAsStringLiteral(SPLITS)),
  group: parseAsString,
  success: parseAsArrayOf(parseAsStringLiteral(SUCCESS_STATES)),
  stopReason: parseAsArrayOf(parseAsStringLiteral(STOP_REASONS)),
  label: parseAsArrayOf(parseAsStringLiteral(LABEL_STATES)),
  tag: parseAsString,
  hasError: parseAsBoolean,
  repaired: parseAsBoolean,
  scoreMin: parseAsFloat,
  scoreMax: parseAsFloat,
  costUsdMin: parseAsFloat,
  costUsdMax: parseAsFloat,
  latencyMsMin: parseAsFloat,
  latencyMsMax: parseAsFloat,
  stepCountMin: parseAsFloat,
  stepCountMax: parseAsFloat,
  contentTokensMin: parseAsFloat,
  contentTokensMax: parseAsFloat,
  createdAtMin: parseAsDay,
  createdAtMax: parseAsDay,
  labelerId: parseAsArrayOf(parseAsId),
}

/** The filter and the order, as the list, the reader and the queue carry them along in their URLs. */
export const filterAndSortParsers = { ...filterParsers, sort: parseAsOrder.withDefault(NEWEST_FIRST) }

export type EpisodeFilterValues = inferParserType<typeof filterParsers>

export type EpisodeSelection = inferParserType<typeof filterAndSortParsers>

export type FilterKey = keyof EpisodeFilterValues

export const FILTER_KEYS = Object.keys(filterParsers) as FilterKey[]

export const loadSelection = createLoader(filterAndSortParsers)

const serialize = createSerializer(filterAndSortParsers)

export function isSet(value: EpisodeFilterValues[FilterKey]): boolean {
  return value !== null && !(Array.isArray(value) && value.length === 0) && value !== ""
}

/** The filters that are set. */
export function activeFilters(filter: EpisodeFilterValues): FilterKey[] {
  return FILTER_KEYS.filter((key) => isSet(filter[key]))
}

type Present<Values> = { [Key in keyof Values]?: NonNullable<Values[Key]> }

/** The filter as routes take it: what is not set is left out. */
export function toFilterInput(filter: EpisodeFilterValues): Present<EpisodeFilterValues> {
  return Object.fromEntries(activeFilters(filter).map((key) => [key, filter[key]]))
}

/** Filter and order as routes take them. */
export function toSelectionInput(selection: EpisodeSelection) {
  const { sort, ...filter } = selection
  const order = sort.descending ? ("desc" as const) : ("asc" as const)
  return { ...toFilterInput(filter), sort: sort.id, order }
}

/** `?success=failure&sort=-score`, or nothing when nothing is chosen. */
export function serializeSelection(selection: EpisodeSelection): string {
  return serialize({ ...toFilterInput(selection), sort: selection.sort })
}

/** Nothing chosen. */
export const NO_FILTER = Object.fromEntries(FILTER_KEYS.map((key) => [key, null])) as EpisodeFilterValues
