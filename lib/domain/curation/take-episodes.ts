import type { Episodes } from "@/lib/domain/curation/column-builder"
import { COLUMN_NAMES, type ColumnValues, createColumn } from "@/lib/domain/curation/episode-columns"
import { EpisodeIds } from "@/lib/domain/curation/episode-ids"

const ID_BYTES = 16

/** Some of the episodes, in the order of `rows`, which ascend. */
export function takeEpisodes({ columns, ids }: Episodes, rows: Uint32Array): Episodes {
  const count = rows.length
  const values = COLUMN_NAMES.map((name) => [name, take(columns[name], createColumn(name, count), rows)])
  const metrics = Object.entries(columns.metrics).map(([name, column]) => [
    name,
    take(column, new Float64Array(count), rows),
  ])
  const texts = Object.entries(columns.texts).map(([key, column]) => [
    key,
    take(column, new Int8Array(count), rows),
  ])
  const bytes = new Uint8Array(ID_BYTES * count)
  for (const [index, row] of rows.entries()) {
    bytes.set(ids.bytes.subarray(ID_BYTES * row, ID_BYTES * (row + 1)), ID_BYTES * index)
  }
  return {
    columns: {
      ...(Object.fromEntries(values) as ColumnValues),
      count,
      metrics: Object.fromEntries(metrics),
      texts: Object.fromEntries(texts),
      names: columns.names,
    },
    ids: new EpisodeIds(bytes),
  }
}

function take<Column extends Float64Array | Int32Array | Int8Array>(
  from: Column,
  to: Column,
  rows: Uint32Array,
): Column {
  for (let index = 0; index < rows.length; index++) to[index] = from[rows[index] as number] as number
  return to
}
