export interface Sort {
  /** The id of a column. */
  id: string
  descending: boolean
}

/** Reads a sort from a URL: `score` ascending, `-score` descending. */
export function parseSort(param: string | null | undefined): Sort | null {
  if (!param || param === "-") return null
  return param.startsWith("-") ? { id: param.slice(1), descending: true } : { id: param, descending: false }
}

export function formatSort(sort: Sort | null): string | null {
  return sort && `${sort.descending ? "-" : ""}${sort.id}`
}

/** What a click on a head does: first the column's own direction, then the other one, and back. */
export function nextSort(current: Sort | null, id: string, descendingFirst: boolean): Sort {
  if (current?.id !== id) return { id, descending: descendingFirst }
  return { id, descending: !current.descending }
}
