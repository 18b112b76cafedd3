import fc from "fast-check"
import { expect, test } from "vitest"
import { SlotSet } from "@/lib/domain/curation/slot-set"

test("knows the neighbours of every slot after any additions and removals", () => {
  const step = fc.record({ slot: fc.nat(2999), add: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), fc.nat(2999), (steps, probe) => {
      const set = new SlotSet(3000)
      const members = new Set<number>()
      for (const { slot, add } of steps) {
        if (add) {
          set.add(slot)
          members.add(slot)
        } else {
          set.delete(slot)
          members.delete(slot)
        }
      }
      const sorted = [...members].sort((left, right) => left - right)
      expect(set.after(probe)).toBe(sorted.find((slot) => slot > probe) ?? -1)
      expect(set.before(probe)).toBe(sorted.findLast((slot) => slot < probe) ?? -1)
    }),
  )
})
