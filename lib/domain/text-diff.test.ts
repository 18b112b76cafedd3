import fc from "fast-check"
import { expect, it } from "vitest"
import { type DiffPart, diffText } from "@/lib/domain/text-diff"

const join = (parts: readonly DiffPart[], kind: DiffPart["kind"]) =>
  parts
    .filter((part) => part.kind === "same" || part.kind === kind)
    .map(({ text }) => text)
    .join("")

it("marks the words that changed", () => {
  expect(diffText("go to the red ball", "go to the blue ball now")).toEqual([
    { kind: "same", text: "go to the " },
    { kind: "removed", text: "red" },
    { kind: "added", text: "blue" },
    { kind: "same", text: " ball" },
    { kind: "added", text: " now" },
  ])
})

it("has nothing to mark in equal texts, and everything against an empty one", () => {
  expect(diffText("a b", "a b")).toEqual([{ kind: "same", text: "a b" }])
  expect(diffText("", "")).toEqual([])
  expect(diffText("", "new")).toEqual([{ kind: "added", text: "new" }])
  expect(diffText("old", "")).toEqual([{ kind: "removed", text: "old" }])
})

it("holds both texts whole, whatever they are", () => {
  const text = fc.array(fc.constantFrom("a", "b", " ", "\n", "né", "🙂", "{", "x1"), { maxLength: 30 })
  fc.assert(
    fc.property(text, text, (left, right) => {
      const [before, after] = [left.join(""), right.join("")]
      const parts = diffText(before, after)
      expect(join(parts, "removed")).toBe(before)
      expect(join(parts, "added")).toBe(after)
    }),
  )
})

it("replaces the middle whole where a table would be too large", () => {
  const before = Array.from({ length: 3000 }, (_, index) => `b${index}`).join(" ")
  const after = Array.from({ length: 3000 }, (_, index) => `a${index}`).join(" ")
  expect(diffText(`x ${before} y`, `x ${after} y`).map(({ kind }) => kind)).toEqual([
    "same",
    "removed",
    "added",
    "same",
  ])
})
