/** Gathers pieces of bytes into chunks: fewer, larger ones, since every chunk costs the server about as much as it costs the client. */
export class ByteChunks {
  private readonly leastBytes: number
  private readonly pending: Uint8Array[] = []
  private byteCount = 0

  constructor(leastBytes: number) {
    this.leastBytes = leastBytes
  }

  /** A chunk of at least `leastBytes` where the piece fills it, else null. */
  add(piece: Uint8Array): Buffer | null {
    this.pending.push(piece)
    this.byteCount += piece.length
    return this.byteCount < this.leastBytes ? null : this.take()
  }

  /** What is left at the end; null when nothing is. */
  rest(): Buffer | null {
    return this.byteCount > 0 ? this.take() : null
  }

  private take(): Buffer {
    this.byteCount = 0
    return Buffer.concat(this.pending.splice(0))
  }
}
