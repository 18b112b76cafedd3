import { createLoader, createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server"
import { formatSort, parseSort, type Sort } from "@/components/data-table/sort"

const parseAsSort = createParser<Sort>({
  parse: parseSort,
  serialize: (sort) => formatSort(sort) ?? "",
  eq: (left, right) => left.id === right.id && left.descending === right.descending,
})

export const overviewParsers = {
  tab: parseAsStringLiteral(["runs", "tasks"]).withDefault("runs"),
  filter: parseAsString.withDefault(""),
  run: parseAsArrayOf(parseAsString).withDefault([]),
  sort: parseAsSort,
  task: parseAsString.withDefault(""),
  edit: parseAsStringLiteral(["open"]),
}

export const loadOverviewParams = createLoader(overviewParsers)

/** The tasks as the route takes them, so that server and browser ask under one key. */
export function toTasksInput(experimentId: string, task: string) {
  const key = task.trim()
  return { experimentId, ...(key ? { key } : {}) }
}
