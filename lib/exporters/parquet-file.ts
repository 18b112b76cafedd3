import { ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from "hyparquet-writer"
import type { JsonObject, ParquetColumn } from "@/lib/exporters/exporter"

/** Rows in memory at a time, by number and by length of their JSON. */
const GROUP_ROWS = 1000
const GROUP_CHARACTERS = 16_000_000

/** A Parquet file, row group by row group; it names neither a time nor a library version, so same rows give same bytes. */
export async function* encodeParquet(
  columns: readonly ParquetColumn[],
  rows: AsyncIterable<JsonObject>,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter()
  const schema = schemaFromColumnData({ columnData: toColumns(columns, []) })
  const file = new ParquetWriter({ writer, schema, createdBy: "winnow" })
  let group: JsonObject[] = []
  let characters = 0
  const flush = async () => {
    await file.write({ columnData: toColumns(columns, group), rowGroupSize: GROUP_ROWS })
    group = []
    characters = 0
  }
  for await (const row of rows) {
    const texts = toTexts(columns, row)
    characters += Object.values(texts).reduce<number>((sum, value) => sum + String(value).length, 0)
    group.push(texts)
    if (group.length < GROUP_ROWS && characters < GROUP_CHARACTERS) continue
    await flush()
    yield take(writer)
  }
  if (group.length > 0) await flush()
  await file.finish()
  yield take(writer)
}

/** JSON columns as text, which every reader of Parquet takes. */
function toTexts(columns: readonly ParquetColumn[], row: JsonObject): JsonObject {
  return Object.fromEntries(
    columns.map(({ name, type }) => [name, type === "JSON" ? JSON.stringify(row[name]) : row[name]]),
  )
}

function toColumns(columns: readonly ParquetColumn[], rows: readonly JsonObject[]): ColumnSource[] {
  return columns.map(({ name, type, nullable }) => ({
    name,
    type: type === "JSON" ? "STRING" : type,
    nullable,
    data: rows.map((row) => row[name]),
  }))
}

/** What was written since the last time; the writer counts on from there. */
function take(writer: ByteWriter): Uint8Array {
  const bytes = writer.getBytes().slice()
  writer.index = 0
  return bytes
}
