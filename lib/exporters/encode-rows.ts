import type { Exporter, JsonObject } from "@/lib/exporters/exporter"
import { encodeParquet } from "@/lib/exporters/parquet-file"

/** Fewer, larger chunks: every one of them costs the server about as much as it costs the client. */
const CHUNK_BYTES = 262_144

/** The file that holds the rows, in chunks of at least 256 kB made as they are asked for; same rows, same bytes. */
export function encodeRows(exporter: Exporter, rows: AsyncIterable<JsonObject>): AsyncGenerator<Uint8Array> {
  const columns = exporter.input === "episodes" ? exporter.columns : undefined
  return columns ? encodeParquet(columns, rows) : encodeLines(rows)
}

async function* encodeLines(rows: AsyncIterable<JsonObject>): AsyncGenerator<Uint8Array> {
  const pending: Buffer[] = []
  let byteCount = 0
  for await (const row of rows) {
    const bytes = Buffer.from(`${JSON.stringify(row)}\n`)
    pending.push(bytes)
    byteCount += bytes.length
    if (byteCount < CHUNK_BYTES) continue
    yield Buffer.concat(pending.splice(0))
    byteCount = 0
  }
  if (byteCount > 0) yield Buffer.concat(pending)
}
