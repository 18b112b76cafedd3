const START = Buffer.concat([Buffer.from("PGCOPY\n\xff\r\n\0", "latin1"), Buffer.alloc(8)])
const END = Buffer.from([0xff, 0xff])
const FIRST_BYTES = 64 * 1024
const SMALL_TEXT = 64 * 1024
/** Rows repeat the ids of what they belong to; this many are remembered as bytes. */
const KNOWN_UUIDS = 64

export type CopyType = "uuid" | "int2" | "int4" | "int8" | "float8" | "bool" | "text"

export type CopyValue = string | number | boolean | null

/**
 * Encodes rows in Postgres' binary COPY format (documentation of COPY, "Binary Format"); `frameRows` makes a stream of them.
 * Integers beyond 2^53 are not supported: callers hold them as numbers.
 */
export class BinaryRows {
  /** Bytes so far: where the next row begins. */
  length = 0
  private readonly types: readonly CopyType[]
  private buffer: Buffer<ArrayBuffer> = Buffer.from(new ArrayBuffer(FIRST_BYTES))
  private readonly uuids = new Map<string, Buffer>()

  constructor(types: readonly CopyType[]) {
    this.types = types
  }

  addRow(values: readonly CopyValue[]): void {
    this.reserve(2)
    this.length = this.buffer.writeInt16BE(values.length, this.length)
    for (let index = 0; index < values.length; index++) {
      this.addValue(this.types[index] as CopyType, values[index] as CopyValue)
    }
  }

  /** The rows, a view of a buffer of its own. No row may be added after it. */
  take(): Buffer<ArrayBuffer> {
    return this.buffer.subarray(0, this.length)
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

  private addUuid(uuid: string, at: number): number {
    let bytes = this.uuids.get(uuid)
    if (!bytes) {
      bytes = Buffer.from(uuid.replaceAll("-", ""), "hex")
      if (this.uuids.size === KNOWN_UUIDS) this.uuids.clear()
      this.uuids.set(uuid, bytes)
    }
    this.buffer.set(bytes, at)
    return at + bytes.length
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
    const needed = this.length + bytes
    if (needed <= this.buffer.length) return
    // Moving it gives the old memory back at once; the garbage collector would let megabytes of it gather.
    this.buffer = Buffer.from(this.buffer.buffer.transfer(Math.max(needed, 2 * this.buffer.length)))
  }
}

/** Parts that lie side by side in one buffer, as one. */
function joinNeighbours(parts: readonly Uint8Array[]): Uint8Array[] {
  const joined: Uint8Array[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last && last.buffer === part.buffer && last.byteOffset + last.byteLength === part.byteOffset) {
      joined[joined.length - 1] = new Uint8Array(
        last.buffer,
        last.byteOffset,
        last.byteLength + part.byteLength,
      )
    } else joined.push(part)
  }
  return joined
}

/** A whole COPY stream of encoded rows. */
export function frameRows(rows: readonly Uint8Array[]): Uint8Array[] {
  return [START, ...joinNeighbours(rows), END]
}
