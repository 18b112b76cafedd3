const HEADER = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)])
const CHUNK_BYTES = 1024 * 1024
const SMALL_TEXT = 64 * 1024

export type CopyType = "uuid" | "int2" | "int4" | "int8" | "float8" | "bool" | "text"

export type CopyValue = string | number | boolean | null

/**
 * Encodes rows in Postgres' binary COPY format (documentation of COPY, "Binary Format") into chunks of about a megabyte.
 * Integers beyond 2^53 are not supported: callers hold them as numbers.
 */
export class BinaryCopy {
  private readonly types: readonly CopyType[]
  private readonly chunks: Buffer[] = []
  private buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  private length = 0
  private lastUuid = ""
  private readonly lastUuidBytes = Buffer.alloc(16)

  constructor(types: readonly CopyType[]) {
    this.types = types
    HEADER.copy(this.buffer)
    this.length = HEADER.length
  }

  addRow(values: readonly CopyValue[]): void {
    this.reserve(2)
    this.length = this.buffer.writeInt16BE(values.length, this.length)
    for (let index = 0; index < values.length; index++) {
      this.addValue(this.types[index] as CopyType, values[index] as CopyValue)
    }
  }

  /** The finished stream, trailer included. */
  finish(): Buffer[] {
    this.reserve(2)
    this.length = this.buffer.writeInt16BE(-1, this.length)
    this.flush(0)
    return this.chunks
  }

  private addValue(type: CopyType, value: CopyValue): void {
    if (value === null) {
      this.reserve(4)
      this.length = this.buffer.writeInt32BE(-1, this.length)
    } else if (type === "text") this.addText(value as string)
    else this.addFixed(type, value)
  }

  private addText(text: string): void {
    // A UTF-16 unit takes at most three bytes: with room for that the text is read once.
    const most = text.length * 3
    this.reserve(4 + (most <= SMALL_TEXT ? most : Buffer.byteLength(text)))
    const bytes = this.buffer.write(text, this.length + 4)
    this.buffer.writeInt32BE(bytes, this.length)
    this.length += 4 + bytes
  }

  /** Rows repeat the ids of what they belong to. */
  private addUuid(uuid: string, at: number): number {
    if (uuid !== this.lastUuid) {
      this.lastUuid = uuid
      this.lastUuidBytes.write(uuid.replaceAll("-", ""), "hex")
    }
    return at + this.lastUuidBytes.copy(this.buffer, at)
  }

  private addFixed(type: Exclude<CopyType, "text">, value: string | number | boolean): void {
    this.reserve(20)
    const start = this.length + 4
    const end = this.writeFixed(type, value, start)
    this.buffer.writeInt32BE(end - start, this.length)
    this.length = end
  }

  private writeFixed(type: Exclude<CopyType, "text">, value: string | number | boolean, at: number): number {
    switch (type) {
      case "uuid":
        return this.addUuid(value as string, at)
      case "int2":
        return this.buffer.writeInt16BE(value as number, at)
      case "int4":
        return this.buffer.writeInt32BE(value as number, at)
      case "int8":
        return this.buffer.writeBigInt64BE(BigInt(value), at)
      case "float8":
        return this.buffer.writeDoubleBE(value as number, at)
      case "bool":
        return this.buffer.writeUInt8(value ? 1 : 0, at)
    }
  }

  private reserve(bytes: number): void {
    if (this.length + bytes > this.buffer.length) this.flush(bytes)
  }

  private flush(needed: number): void {
    if (this.length > 0) this.chunks.push(this.buffer.subarray(0, this.length))
    this.buffer = Buffer.allocUnsafe(Math.max(CHUNK_BYTES, needed))
    this.length = 0
  }
}
