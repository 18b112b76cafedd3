import fc from "fast-check"
import { expect, it } from "vitest"
import { compareResults, describeChanges } from "@/components/transcript/changes/compare-results"
import { shortenSame } from "@/components/transcript/changes/shorten-same"

it("compares records by their fields, however they are written", () => {
  expect(compareResults('{"a":1,"b":2}', '{ "b": 2, "a": 1 }')).toEqual({ kind: "same" })
  const changed = compareResults('{"a":{"x":1},"b":2}', '{"a":{"x":3},"b":2}')
  expect(changed).toMatchObject({ kind: "records", changes: [{ path: ["a", "x"], before: 1, after: 3 }] })
  expect(describeChanges(changed)).toBe("1 field differs")
})

it("compares any other text by its words", () => {
  const changed = compareResults("The cat sat. The dog ran.", "The cow sat. The dog slept.")
  expect(changed.kind).toBe("text")
  expect(describeChanges(changed)).toBe("the result differs in 2 places")
  expect(describeChanges(compareResults("a", "a"))).toBe("the same result")
})

it("keeps of what is the same only what stands around a change", () => {
  const same = { kind: "same", text: `${"x".repeat(500)}y` } as const
  const parts = [same, { kind: "removed", text: "a" }, same, { kind: "added", text: "b" }, same] as const
  const shown = shortenSame(parts, 10)
  expect(shown.map(({ text }) => text)).toEqual([
    `…${"x".repeat(9)}y`,
    "a",
    `${"x".repeat(10)}…${"x".repeat(9)}y`,
    "b",
    `${"x".repeat(10)}…`,
  ])
})

it("loses nothing of what differs", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 30 })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changed = compareResults(before, after)
      expect(changed.kind === "same").toBe(before === after)
      const parts = changed.kind === "text" ? changed.parts : [{ kind: "same", text: before } as const]
      const join = (kind: string) =>
        parts.flatMap((part) => (part.kind === "same" || part.kind === kind ? [part.text] : [])).join("")
      expect([join("removed"), join("added")]).toEqual([before, after])
    }),
  )
})
