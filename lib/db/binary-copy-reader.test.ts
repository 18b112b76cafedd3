import fc from "fast-check"
import { expect, test } from "vitest"
import { BinaryRows, frameRows } from "@/lib/db/binary-copy"
import { BinaryCopyReader } from "@/lib/db/binary-copy-reader"

test("reads rows back however the stream is cut", () => {
  const row = fc.tuple(fc.option(fc.integer({ min: -1000, max: 1000 })), fc.option(fc.string()))
  const cut = fc.integer({ min: 1, max: 40 })
  fc.assert(
    fc.property(fc.array(row), fc.array(cut, { minLength: 1 }), (rows, sizes) => {
      const encoded = new BinaryRows(["int4", "text"])
      for (const values of rows) encoded.addRow(values)
      const stream = Buffer.concat(frameRows([encoded.take()]))
      const read: (readonly [number | null, string | null])[] = []
      const reader = new BinaryCopyReader(2, ({ bytes, view, starts, lengths }) => {
        const [number, text] = [starts[0] as number, starts[1] as number]
        read.push([
          lengths[0] === -1 ? null : view.getInt32(number),
          lengths[1] === -1 ? null : bytes.toString("utf8", text, text + (lengths[1] as number)),
        ])
      })
      for (let at = 0, next = 0; at < stream.length; next++) {
        const size = sizes[next % sizes.length] as number
        reader.feed(stream.subarray(at, at + size))
        at += size
      }
      expect(read).toEqual(rows.map(([number, text]) => [number, text && Buffer.from(text).toString("utf8")]))
    }),
  )
})
