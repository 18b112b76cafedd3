/** Signature, flags and the length of the extension, which Postgres leaves empty. */
const FILE_HEADER_BYTES = 19
/** The number of fields and the length of the only one. */
const ROW_HEADER_BYTES = 6

/** Takes the frames off a binary COPY stream of one field that is never null, however it is chopped: what is left are the values. */
export class CopyUnframer {
  private skip = FILE_HEADER_BYTES
  /** Bytes of the current value that are still to come. */
  private left = 0
  private readonly header = Buffer.alloc(ROW_HEADER_BYTES)
  private headerBytes = 0
  private isOver = false

  /** The values in a chunk, moved together in its own memory. */
  feed(chunk: Buffer): Buffer {
    let from = Math.min(this.skip, chunk.length)
    let to = 0
    this.skip -= from
    while (from < chunk.length && !this.isOver) {
      if (this.left === 0) {
        from = this.readHeader(chunk, from)
        continue
      }
      const length = Math.min(this.left, chunk.length - from)
      chunk.copyWithin(to, from, from + length)
      to += length
      from += length
      this.left -= length
    }
    return chunk.subarray(0, to)
  }

  private readHeader(chunk: Buffer, start: number): number {
    let from = start
    while (this.headerBytes < ROW_HEADER_BYTES && from < chunk.length) {
      this.header[this.headerBytes++] = chunk[from++] as number
      // The trailer is a number of fields of -1.
      if (this.headerBytes === 2 && this.header.readInt16BE(0) === -1) {
        this.isOver = true
        return chunk.length
      }
    }
    if (this.headerBytes === ROW_HEADER_BYTES) {
      this.left = this.header.readInt32BE(2)
      this.headerBytes = 0
    }
    return from
  }
}
