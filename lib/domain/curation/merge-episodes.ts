import type { Episodes } from "@/lib/domain/curation/column-builder"
import { inheritMemos } from "@/lib/domain/curation/column-memo"
import {
  COLUMN_NAMES,
  type ColumnValues,
  createColumn,
  type EpisodeColumns,
} from "@/lib/domain/curation/episode-columns"
import { EpisodeIds } from "@/lib/domain/curation/episode-ids"

type Column = Float64Array | Int32Array | Int8Array

/**
 * The episodes with what has changed since put in, late ones at the place that their id gives them. Columns of `known` whose rows
 * stay are written in place, so that `known` must not be used any more; what was worked out from columns that stay as they are
 * is kept.
 */
export function mergeEpisodes(known: Episodes, changed: Episodes): Episodes {
  const { places, late } = findPlaces(known.ids, changed.ids)
  if (changed.columns.count === 0) return known
  const from = late.length === 0 ? known : insertRows(known, changed.ids, places, late)
  const columns = { ...from.columns, metrics: withMetrics(from.columns, changed.columns) }
  const rows = rowsAfter(places, late)
  const touched = new Set<string>()
  for (const name of COLUMN_NAMES) {
    if (overwrite(columns[name], changed.columns[name], rows)) touched.add(name)
  }
  for (const [name, values] of Object.entries(columns.metrics)) {
    if (overwrite(values, changed.columns.metrics[name] ?? null, rows)) touched.add(name)
  }
  if (late.length === 0) inheritMemos(known.columns, columns, touched)
  return { columns, ids: from.ids }
}

/** Where in `known` each changed row is or belongs, and which of them are not there yet. */
function findPlaces(known: EpisodeIds, changed: EpisodeIds) {
  const places = new Uint32Array(changed.count)
  const late: number[] = []
  for (let row = 0; row < changed.count; row++) {
    const place = known.placeOf(changed, row)
    places[row] = place
    if (!known.equals(place, changed, row)) late.push(row)
  }
  return { places, late }
}

/** The changed rows' numbers once the late ones stand among the known. */
function rowsAfter(places: Uint32Array, late: readonly number[]): Uint32Array {
  const isLate = new Set(late)
  let before = 0
  return places.map((place, row) => (isLate.has(row) ? place + before++ : place + before))
}

function insertRows(
  known: Episodes,
  ids: EpisodeIds,
  places: Uint32Array,
  late: readonly number[],
): Episodes {
  const count = known.columns.count + late.length
  const gaps = late.map((row) => places[row] as number)
  const bytes = new Uint8Array(16 * count)
  spread(known.ids.bytes, bytes, gaps, 16)
  for (const [index, row] of late.entries()) {
    const place = (gaps[index] as number) + index
    bytes.set(ids.bytes.subarray(16 * row, 16 * row + 16), 16 * place)
  }
  const values = COLUMN_NAMES.map((name) => {
    const column = createColumn(name, count)
    spread(known.columns[name], column, gaps, 1)
    return [name, column]
  })
  const metrics = Object.entries(known.columns.metrics).map(([name, column]) => {
    const wider = new Float64Array(count).fill(Number.NaN)
    spread(column, wider, gaps, 1)
    return [name, wider]
  })
  const columns = {
    ...(Object.fromEntries(values) as ColumnValues),
    count,
    metrics: Object.fromEntries(metrics),
    names: known.columns.names,
    texts: {},
  }
  return { columns, ids: new EpisodeIds(bytes) }
}

/** Copies all of `from`, leaving room for one more before each of the ascending gaps. */
function spread(from: Column | Uint8Array, to: Column | Uint8Array, gaps: readonly number[], size: number) {
  let start = 0
  for (const [index, gap] of [...gaps, from.length / size].entries()) {
    to.set(from.subarray(start * size, gap * size), (start + index) * size)
    start = gap
  }
}

function withMetrics(columns: EpisodeColumns, changed: EpisodeColumns): EpisodeColumns["metrics"] {
  const added = Object.keys(changed.metrics).filter((name) => !Object.hasOwn(columns.metrics, name))
  const empty = added.map((name) => [name, new Float64Array(columns.count).fill(Number.NaN)])
  return Object.fromEntries([...Object.entries(columns.metrics), ...empty])
}

/** Whether any value is another one now; without values all are unknown. */
function overwrite(column: Column, values: Column | null, rows: Uint32Array): boolean {
  let differs = false
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number
    const value = values === null ? Number.NaN : (values[index] as number)
    if (Object.is(column[row], value)) continue
    column[row] = value
    differs = true
  }
  return differs
}
