/** Behind the text lie so many bytes at least: the one that marks its end, and what is read with the last ones at once. */
const ROOM_BEHIND = 16

const encoder = new TextEncoder()

/** The UTF-8 of one text at a time; what was written before is gone. */
export class TextBytes {
  bytes: Uint8Array<ArrayBuffer>
  /** The same bytes. */
  view: DataView

  constructor(size: number) {
    this.bytes = new Uint8Array(size + ROOM_BEHIND)
    this.view = new DataView(this.bytes.buffer)
  }

  /** Writes the text, or as much of it as there is room for; answers with how much that is in UTF-16 units and in bytes. */
  write(text: string): { read: number; written: number } {
    return encoder.encodeInto(text, this.bytes)
  }

  /** Makes room for so many bytes; nothing is kept. */
  reserve(size: number): void {
    if (size + ROOM_BEHIND <= this.bytes.length) return
    this.bytes = new Uint8Array(2 * size + ROOM_BEHIND)
    this.view = new DataView(this.bytes.buffer)
  }
}
