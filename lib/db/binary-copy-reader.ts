import type { ClientBase } from "pg"
import { to as copyTo } from "pg-copy-streams"

/** One row in Postgres' binary COPY format. Only valid until the callback that got it returns. */
export interface CopiedRow {
  bytes: Buffer
  view: DataView
  /** Where each field begins. */
  starts: Int32Array
  /** Bytes of each field, -1 where it is null. */
  lengths: Int32Array
}

/** Signature, flags and the length of the extension, which Postgres leaves empty. */
const HEADER_BYTES = 19

/** Cuts a binary COPY stream, however it is chopped, into rows of `fields` fields. */
export class BinaryCopyReader {
  /** What has come of a row that is not whole yet. */
  private pending: Buffer[] = []
  private byteCount = 0
  /** With fewer bytes than this it cannot be whole: so a long field is put together once, not for every chunk. */
  private needed = HEADER_BYTES
  private skip = HEADER_BYTES
  private readonly row: CopiedRow
  private readonly onRow: (row: CopiedRow) => void

  constructor(fields: number, onRow: (row: CopiedRow) => void) {
    const none = Buffer.alloc(0)
    const starts = new Int32Array(fields)
    this.row = { bytes: none, view: new DataView(none.buffer), starts, lengths: new Int32Array(fields) }
    this.onRow = onRow
  }

  feed(chunk: Buffer): void {
    this.pending.push(chunk)
    this.byteCount += chunk.length
    if (this.byteCount < this.needed) return
    const bytes = this.pending.length === 1 ? chunk : Buffer.concat(this.pending)
    this.row.bytes = bytes
    this.row.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let at = this.skip
    this.skip = 0
    this.needed = 0
    for (let end = this.endOfRow(at); end > at; end = this.endOfRow(at)) {
      this.onRow(this.row)
      at = end
    }
    this.pending = [bytes.subarray(at)]
    this.byteCount = bytes.length - at
    this.needed = Math.max(0, this.needed - at)
  }

  /** Finds the fields of the row that begins there; its own beginning where it is not whole, or is the trailer. */
  private endOfRow(from: number): number {
    const { view, starts, lengths } = this.row
    const size = view.byteLength
    if (from + 2 > size || view.getInt16(from) === -1) return from
    let at = from + 2
    for (let field = 0; field < starts.length; field++) {
      if (at + 4 > size) return from
      const length = view.getInt32(at)
      at += 4
      starts[field] = at
      lengths[field] = length
      if (length > 0) at += length
      if (at > size) {
        this.needed = at
        return from
      }
    }
    return at
  }
}

/**
 * Runs a query and hands over its rows one by one, a network packet at a time, so that other work of the process comes in
 * between. COPY takes no parameters: `query` must hold nothing but escaped literals.
 */
export async function copyRows(
  client: ClientBase,
  query: string,
  fields: number,
  onRow: (row: CopiedRow) => void,
): Promise<void> {
  const reader = new BinaryCopyReader(fields, onRow)
  const stream: AsyncIterable<Buffer> = client.query(copyTo(`COPY (${query}) TO STDOUT (FORMAT binary)`))
  for await (const chunk of stream) reader.feed(chunk)
}
