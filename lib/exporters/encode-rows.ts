import { ByteChunks } from "@/lib/domain/byte-chunks"
import type { Exporter, JsonObject } from "@/lib/exporters/exporter"
import { encodeParquet } from "@/lib/exporters/parquet-file"

const CHUNK_BYTES = 262_144

/** The file that holds the rows, in chunks of at least 256 kB made as they are asked for; same rows, same bytes. */
export function encodeRows(exporter: Exporter, rows: AsyncIterable<JsonObject>): AsyncGenerator<Uint8Array> {
  const columns = exporter.input === "episodes" ? exporter.columns : undefined
  return columns ? encodeParquet(columns, rows) : encodeLines(rows)
}

async function* encodeLines(rows: AsyncIterable<JsonObject>): AsyncGenerator<Uint8Array> {
  const chunks = new ByteChunks(CHUNK_BYTES)
  for await (const row of rows) {
    const chunk = chunks.add(Buffer.from(`${JSON.stringify(row)}\n`))
    if (chunk) yield chunk
  }
  const rest = chunks.rest()
  if (rest) yield rest
}
