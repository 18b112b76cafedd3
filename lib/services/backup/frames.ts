import { AppError } from "@/lib/domain/errors"

/** A frame is four bytes of length and that many of content; an empty frame closes a table. */
const HEADER_BYTES = 4
const LARGEST_FRAME = 64 * 1024 * 1024

export function encodeFrame(content: Uint8Array): Buffer {
  const header = Buffer.allocUnsafe(HEADER_BYTES)
  header.writeUInt32BE(content.byteLength)
  return Buffer.concat([header, content])
}

export function encodeJson(value: unknown): Buffer {
  return encodeFrame(Buffer.from(JSON.stringify(value)))
}

export function damagedBackup(cause?: unknown): AppError {
  const sentence = "This is no backup of Winnow, or it is damaged or cut short."
  return new AppError("INVALID_INPUT", sentence, [], { cause })
}

/** Reads frames from a stream that may break anywhere. @throws AppError INVALID_INPUT when it ends inside a frame. */
export class FrameReader {
  private readonly source: AsyncIterator<Uint8Array>
  private buffered = Buffer.alloc(0)

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]()
  }

  async next(): Promise<Buffer> {
    const length = (await this.take(HEADER_BYTES)).readUInt32BE()
    if (length > LARGEST_FRAME) throw damagedBackup()
    return this.take(length)
  }

  async nextJson(): Promise<unknown> {
    const text = (await this.next()).toString("utf8")
    try {
      return JSON.parse(text)
    } catch (cause) {
      if (cause instanceof SyntaxError) throw damagedBackup()
      throw cause
    }
  }

  private async take(bytes: number): Promise<Buffer> {
    const parts = [this.buffered]
    let length = this.buffered.length
    while (length < bytes) {
      const { done, value } = await this.source.next()
      if (done) throw damagedBackup()
      parts.push(Buffer.from(value))
      length += value.byteLength
    }
    const all = parts.length === 1 ? this.buffered : Buffer.concat(parts)
    this.buffered = all.subarray(bytes)
    return all.subarray(0, bytes)
  }
}
