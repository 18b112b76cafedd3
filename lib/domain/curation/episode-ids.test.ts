import fc from "fast-check"
import { expect, it } from "vitest"
import { EpisodeIds, uuidText } from "@/lib/domain/curation/episode-ids"

function idsOf(numbers: readonly number[]): EpisodeIds {
  const bytes = Buffer.alloc(16 * numbers.length)
  for (const [row, number] of numbers.entries()) bytes.writeUInt32BE(number, 16 * row + 6)
  return new EpisodeIds(bytes)
}

const numbers = fc.array(fc.nat({ max: 200 }), { maxLength: 60 })

it("finds the place of an id from anywhere near it, or not near at all", () => {
  fc.assert(
    fc.property(numbers, fc.nat({ max: 200 }), fc.nat({ max: 70 }), (some, wanted, near) => {
      const rows = [...new Set(some)].sort((left, right) => left - right)
      const ids = idsOf(rows)
      const place = rows.filter((number) => number < wanted).length
      expect(ids.placeOf(idsOf([wanted]), 0, near)).toBe(place)
      expect(ids.seek(uuidText(Buffer.from(idsOf([wanted]).bytes)))).toEqual({
        row: place,
        exists: rows.includes(wanted),
      })
    }),
  )
})

it("marks the ids that are among others, in whatever order these come", () => {
  fc.assert(
    fc.property(numbers, numbers, (some, others) => {
      const rows = [...new Set(some)].sort((left, right) => left - right)
      expect([...idsOf(rows).mark(idsOf(others))]).toEqual(
        rows.map((number) => (others.includes(number) ? 1 : 0)),
      )
    }),
  )
})
