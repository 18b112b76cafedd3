import { expect, test } from "vitest"
import { BinaryCopyReader } from "@/lib/db/binary-copy-reader"

const CHUNK_BYTES = 65_536

/** One field per row, as Postgres sends it. */
function frame(values: readonly Buffer[]): Buffer {
  const rows = values.map((value) => {
    const head = Buffer.alloc(6)
    head.writeInt16BE(1)
    head.writeInt32BE(value.length, 2)
    return Buffer.concat([head, value])
  })
  const trailer = Buffer.alloc(2)
  trailer.writeInt16BE(-1)
  return Buffer.concat([Buffer.alloc(19), ...rows, trailer])
}

test("reads fields far longer than a chunk", () => {
  const values = ["before", "long ".repeat(100_000), "", "longer".repeat(50_000), "behind"].map((text) =>
    Buffer.from(text),
  )
  const stream = frame(values)
  const read: Buffer[] = []
  const reader = new BinaryCopyReader(1, ({ bytes, starts, lengths }) => {
    const start = starts[0] as number
    read.push(Buffer.from(bytes.subarray(start, start + (lengths[0] as number))))
  })
  for (let at = 0; at < stream.length; at += CHUNK_BYTES) reader.feed(stream.subarray(at, at + CHUNK_BYTES))
  expect(read.map((value) => value.toString())).toEqual(values.map((value) => value.toString()))
})
