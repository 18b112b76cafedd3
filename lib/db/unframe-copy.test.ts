import fc from "fast-check"
import { expect, it } from "vitest"
import { BinaryRows, frameRows } from "@/lib/db/binary-copy"
import { CopyUnframer } from "@/lib/db/unframe-copy"

it("gives the values back, wherever the stream is cut", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: "grapheme" })),
      fc.integer({ min: 1, max: 40 }),
      (values, size) => {
        const encoded = new BinaryRows(["text"])
        for (const value of values) encoded.addRow([value])
        const stream = Buffer.concat(frameRows([encoded.take()]))
        const unframer = new CopyUnframer()
        const chunks: Buffer[] = []
        for (let from = 0; from < stream.length; from += size) {
          chunks.push(Buffer.from(unframer.feed(Buffer.from(stream.subarray(from, from + size)))))
        }
        expect(Buffer.concat(chunks).toString()).toBe(values.join(""))
      },
    ),
  )
})
