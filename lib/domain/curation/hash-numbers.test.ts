import fc from "fast-check"
import { expect, test } from "vitest"
import { HashNumbers } from "@/lib/domain/curation/hash-numbers"

test("numbers hashes in the order in which they first come", () => {
  const half = fc.oneof(fc.integer(), fc.constantFrom(0, -1, 1))
  fc.assert(
    fc.property(fc.array(fc.tuple(half, half), { maxLength: 2000 }), (hashes) => {
      const numbers = new HashNumbers()
      const known = new Map<string, number>()
      for (const [upper, lower] of hashes) {
        const key = `${upper} ${lower}`
        if (!known.has(key)) known.set(key, known.size)
        expect(numbers.numberOf(upper, lower)).toBe(known.get(key))
      }
    }),
  )
})
