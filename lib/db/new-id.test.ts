import { expect, it } from "vitest"
import { derivedId, isDerivedId, newId, orderedId } from "@/lib/db/new-id"

const AT = Date.UTC(2026, 0, 1)

it("gives the same place the same id, in the order of places", () => {
  const ids = [0, 1, 4095, 4096, 2 ** 24 - 1].map((position) => orderedId("attempt", AT, position))
  expect(orderedId("attempt", AT, 1)).toBe(ids[1])
  expect(ids.toSorted()).toEqual(ids)
  expect(orderedId("another", AT, 1)).not.toBe(ids[1])
  for (const id of ids) expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/)
})

it("tells ids that follow from a name from fresh ones", () => {
  expect(isDerivedId(derivedId("model"))).toBe(true)
  expect(isDerivedId(newId())).toBe(false)
  expect(isDerivedId(orderedId("attempt", AT, 0))).toBe(false)
})
