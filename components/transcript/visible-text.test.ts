import { expect, it } from "vitest"
import { foldText, showHidden } from "@/components/transcript/visible-text"

it("shows characters that would hide or reorder text, and leaves the rest alone", () => {
  expect(showHidden("pay \u202Eeman\u202C\u0000 to\tme\nשלום é 👩‍👩‍👧")).toBe(
    "pay ‹U+202E›eman‹U+202C›‹U+0000› to\tme\nשלום é 👩‍👩‍👧",
  )
})

it("cuts after so many lines or so many characters", () => {
  const lines = Array.from({ length: 10 }, (_, index) => `line ${index}`).join("\n")
  expect(foldText(lines, { lines: 2, chars: 1000 })).toEqual({ text: "line 0\nline 1", hidden: 56 })
  expect(foldText("x".repeat(1000), { lines: 5, chars: 100 })).toEqual({ text: "x".repeat(100), hidden: 900 })
  expect(foldText("\n\n\nabcdefghij".repeat(2), { lines: 1, chars: 100 })).toEqual({ text: "", hidden: 26 })
})

it("does not fold what is nearly whole, nor split a character", () => {
  expect(foldText("a\nb\nc\nd\ne\nf", { lines: 5, chars: 100 }).hidden).toBe(0)
  expect(foldText("😀".repeat(50), { lines: 1, chars: 3 }).text).toBe("😀\uFFFD")
})
