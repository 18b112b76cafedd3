import { isObject, type Json, type JsonObject } from "./json"

export interface RecordTable {
  /** Whether the rows have names of their own: keys of an object, positions in lists of lists. */
  isNamed: boolean
  columns: string[]
  rows: { name: string; value: JsonObject }[]
}

const MOST_COLUMNS = 12

/** Records of one kind as a table: a list of them, lists of lists, or an object whose every field is one. Else null. */
export function toTable(value: Json): RecordTable | null {
  const rows = listRows(value)
  if (rows.length === 0) return null
  const isNamed = !Array.isArray(value) || value.some(Array.isArray)
  const repeatsName = (column: string) => isNamed && rows.every((row) => row.value[column] === row.name)
  const fields = new Set(rows.flatMap((row) => Object.keys(row.value)))
  const columns = [...fields].filter((column) => !repeatsName(column))
  const isShared = Object.keys(rows[0]!.value).some((name) =>
    rows.every((row) => Object.hasOwn(row.value, name)),
  )
  if (!isShared || columns.length > MOST_COLUMNS) return null
  return { isNamed, columns, rows }
}

function listRows(value: Json): { name: string; value: JsonObject }[] {
  if (isObject(value)) return namedRows(Object.entries(value), 2)
  if (!Array.isArray(value)) return []
  if (!value.every(Array.isArray)) return namedRows(value.map((row, index) => [`${index + 1}`, row]))
  const nested = value.flatMap((list, outer) =>
    list.map((row, inner): [string, Json] => [`${outer + 1}.${inner + 1}`, row]),
  )
  return namedRows(nested)
}

/** Empty unless all of at least so many are records. */
function namedRows(entries: [string, Json][], least = 1): { name: string; value: JsonObject }[] {
  const rows = entries.flatMap(([name, value]) => (isObject(value) ? [{ name, value }] : []))
  return rows.length === entries.length && rows.length >= least ? rows : []
}
